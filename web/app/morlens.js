import { live } from "./live.js";
import "./morlens.css";

const COPIED_FOR = 1500;
const TICK = 1000;

function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (button.dataset.ready) continue;
    button.dataset.ready = "yes";
    button.hidden = false;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      const label = button.textContent;
      button.textContent = "Copied";
      setTimeout(() => (button.textContent = label), COPIED_FOR);
    });
  }
}

function slashFocusesSearch() {
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    const box = document.getElementById("q");
    if (event.key === "/" && !typing && box) {
      event.preventDefault();
      box.focus();
    }
  });
}

function localTimes() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) time.title = `${at.toLocaleString()} where you are`;
  }
}

function distance(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours >= 48) return `in ${Math.floor(hours / 24)} days`;
  if (hours >= 1) return `in ${hours} h ${minutes} min`;
  return minutes >= 1 ? `in ${minutes} min ${seconds % 60} s` : `in ${seconds} s`;
}

function since(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const hours = Math.floor(seconds / 3600);
  if (hours >= 48) return `${Math.floor(hours / 24)} days ago`;
  if (hours >= 1) return `${hours} h ${Math.floor(seconds / 60) % 60} min ago`;
  return seconds >= 60 ? `${Math.floor(seconds / 60)} min ago` : `${seconds} s ago`;
}

/** How old the page is that one looks at, also while it stays open. */
function ages() {
  for (const place of document.querySelectorAll("[data-since]")) {
    place.textContent = ` (${since(Date.now() - new Date(place.dataset.since).getTime())})`;
  }
}

let ticking;

function countdowns() {
  clearInterval(ticking);
  const isPast = document.querySelector(".past") !== null;
  if (isPast) return;
  const waiting = [...document.querySelectorAll("[data-countdown]")];
  const tick = () => {
    for (const place of waiting) {
      const left = new Date(place.dataset.countdown).getTime() - Date.now();
      place.textContent = left > 0 ? distance(left) : place.dataset.passed;
    }
  };
  if (waiting.length > 0) {
    tick();
    ticking = setInterval(tick, TICK);
  }
}

function dress() {
  copyButtons();
  localTimes();
  ages();
  countdowns();
}

dress();
slashFocusesSearch();
setInterval(ages, TICK);
live(dress);

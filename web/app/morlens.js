import "./morlens.css";

const COPIED_FOR = 1500;
const TICK = 1000;

function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
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

function countdowns() {
  const isPast = document.querySelector(".past") !== null;
  if (isPast) return;
  const waiting = [...document.querySelectorAll("[data-countdown]")];
  const tick = () => {
    for (const place of waiting) {
      const left = new Date(place.dataset.countdown).getTime() - Date.now();
      place.textContent = left > 0 ? distance(left) : "released: reload to see it as claimable";
    }
  };
  if (waiting.length > 0) {
    tick();
    setInterval(tick, TICK);
  }
}

copyButtons();
slashFocusesSearch();
localTimes();
countdowns();

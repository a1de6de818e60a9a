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

function key(section) {
  return section.getAttribute("aria-labelledby") ?? section.className;
}

/** What something is, whichever block's figures stand around it. */
function nameOf(element) {
  const about = element.closest("[data-about]")?.dataset.about ?? "";
  const own = element.matches("details") ? element.querySelector("summary") : element;
  return [about, element.tagName, element.id, element.getAttribute("href") ?? "", own.textContent].join("\n");
}

/** Opens in a fresh section what is open in the old one, and takes over what was typed. */
function takeOver(known, fresh) {
  const open = new Set([...known.querySelectorAll("details[open]")].map(nameOf));
  for (const details of fresh.querySelectorAll("details")) details.open ||= open.has(nameOf(details));
  for (const input of known.querySelectorAll("input[id]")) {
    const same = fresh.querySelector(`#${CSS.escape(input.id)}`);
    if (same && input.value !== input.defaultValue) same.value = input.value;
  }
}

/** Puts every section that reads differently now in place of the old one: a page shows one block, never two. */
function exchange(fresh) {
  const main = document.getElementById("main");
  const focused = main.contains(document.activeElement) ? nameOf(document.activeElement) : null;
  const old = new Map([...main.children].map((section) => [key(section), section]));
  const next = [...fresh.children].map((section) => {
    const known = old.get(key(section));
    old.delete(key(section));
    if (known && known.innerHTML === section.innerHTML) return known;
    if (known) takeOver(known, section);
    return document.adoptNode(section);
  });
  main.replaceChildren(...next);
  if (focused !== null && !main.contains(document.activeElement)) {
    const places = [...main.querySelectorAll("a, button, input, summary, [tabindex]")];
    places.find((place) => nameOf(place) === focused)?.focus({ preventScroll: true });
  }
}

async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  exchange(page.getElementById("main"));
  copyButtons();
  localTimes();
  ages();
  countdowns();
  document.getElementById("news").textContent = `Updated: ${document.getElementById("total").textContent} MOR`;
}

/** The page as the server wrote it is complete; while it is open, a block that changes it is taken in. */
function live() {
  const place = document.querySelector("[data-events]");
  if (!place) return;
  const written = Number(place.dataset.block);
  let known;
  new EventSource(place.dataset.events).addEventListener("position", (event) => {
    const position = JSON.parse(event.data);
    const figures = JSON.stringify(position.buckets);
    const isNews = known ? figures !== known : position.lastActivity?.blockNumber > written;
    known = figures;
    if (isNews) refresh();
  });
}

copyButtons();
slashFocusesSearch();
localTimes();
ages();
setInterval(ages, TICK);
countdowns();
live();

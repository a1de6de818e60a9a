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
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts[0] > 48 ? `${Math.floor(parts[0] / 24)} days` : parts.map((part) => String(part).padStart(2, "0")).join(":");
}

function countdowns() {
  const waiting = [...document.querySelectorAll("time[data-countdown]")].map((time) => {
    const note = document.createElement("small");
    time.append(note);
    return { at: new Date(time.dateTime).getTime(), note };
  });
  const tick = () => {
    for (const { at, note } of waiting) {
      const left = at - Date.now();
      note.textContent = left > 0 ? ` in ${distance(left)}` : " released: reload to see it as claimable";
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

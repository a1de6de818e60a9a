import { live } from "./live.js";
import "./morlens.css";
import { copyButtons } from "./copy.js";
import { ages, countdowns, localTimes } from "./times.js";

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

function dress() {
  copyButtons();
  localTimes();
  ages();
  countdowns();
}

dress();
slashFocusesSearch();
live(dress);

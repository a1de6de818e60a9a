import { say } from "./say.js";

const COPIED_FOR = 1500;
const BY_HAND = " Your browser does not let this page copy. The text is selected: copy it yourself.";

export function copyButtons() {
  for (const button of document.querySelectorAll("button[data-copy]")) {
    if (button.dataset.ready) continue;
    button.dataset.ready = "yes";
    button.hidden = false;
    button.addEventListener("click", () => copy(button));
  }
}

async function copy(button) {
  const what = button.querySelector(".sr")?.textContent ?? "";
  if (await isCopied(button)) {
    show(button, "Copied");
    say(`Copied${what}`);
  } else {
    offer(button, what);
  }
}

/** Over plain HTTP there is no clipboard, and where there is one it may be refused. */
async function isCopied(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    return true;
  } catch {
    return isCopiedFromAField(button);
  }
}

function isCopiedFromAField(button) {
  const field = selected(button);
  const copied = document.execCommand("copy");
  field.parentElement.remove();
  button.focus();
  return copied;
}

function offer(button, what) {
  const known = button.nextElementSibling;
  if (known?.matches(".by-hand")) known.remove();
  const field = selected(button);
  field.setAttribute("aria-label", `Text to copy:${what}`);
  field.parentElement.append(BY_HAND);
  say(`Not copied.${BY_HAND}`);
}

/** A field with the text right behind the button, so that the keyboard goes on from there. */
function selected(button) {
  const place = document.createElement("span");
  const field = document.createElement("input");
  place.className = "by-hand";
  field.className = "mono";
  field.readOnly = true;
  field.value = button.dataset.copy;
  place.append(field);
  button.after(place);
  field.focus({ preventScroll: true });
  field.select();
  return field;
}

/** Only the visible word: what is copied stays in the button's name. */
function show(button, word) {
  const label = button.firstChild;
  button.dataset.label ??= label.data;
  label.data = word;
  clearTimeout(button.dataset.timer);
  button.dataset.timer = setTimeout(() => (label.data = button.dataset.label), COPIED_FOR);
}

function key(section) {
  return section.getAttribute("aria-labelledby") ?? section.className;
}

/** What something is, whichever block's figures stand around it. */
function nameOf(element) {
  const about = element.closest("[data-about]")?.dataset.about ?? "";
  const own = element.matches("details") ? element.querySelector("summary") : element;
  // A button that copies says for a while that it did.
  const text = element.dataset.copy ?? own.textContent;
  return [about, element.tagName, element.id, element.getAttribute("href") ?? "", text].join("\n");
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
function exchangeMain(fresh) {
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

/** What is wrong with the index right now, or that nothing is any more. */
function exchangeBanner(fresh) {
  const known = document.querySelector("header + .banner");
  if (known && fresh) known.replaceWith(fresh);
  else if (known) known.remove();
  else if (fresh) document.querySelector("header").after(fresh);
}

/** Takes in another writing of the page that is open. */
export function exchange(page) {
  exchangeMain(page.getElementById("main"));
  exchangeBanner(page.querySelector("header + .banner"));
}

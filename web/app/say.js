const PAUSE = 100;

/** Tells everybody who listens rather than looks; also the same words again, which are told only if they were gone. */
export function say(words) {
  const line = document.getElementById("news");
  line.textContent = "";
  setTimeout(() => (line.textContent = words), PAUSE);
}

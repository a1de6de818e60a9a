import { exchange } from "./exchange.js";

/** Until the server has said how often it wants to be asked. */
const PAUSE = 3_000;

const PATIENCE = 8_000;
const LONGEST_RETRY_AFTER = 60;

const WHAT_THAT_MEANS = "newer figures cannot be reached right now. They will appear here by themselves.";

class NoAnswer extends Error {
  constructor(message, retryAfter = 0) {
    super(message);
    this.pause = 1_000 * Math.min(retryAfter || 0, LONGEST_RETRY_AFTER);
  }
}

async function ask(url, type) {
  const abort = new AbortController();
  const late = setTimeout(() => abort.abort(), PATIENCE);
  try {
    const answer = await fetch(url, { headers: { Accept: type }, cache: "no-store", signal: abort.signal });
    const text = await answer.text();
    if (answer.ok) return text;
    throw new NoAnswer(`${url} answers ${answer.status}`, Number(answer.headers.get("Retry-After")));
  } finally {
    clearTimeout(late);
  }
}

/** With the day, unless that is today. */
function clock(iso) {
  const isToday = iso.slice(0, 10) === new Date().toISOString().slice(0, 10);
  const day = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" };
  return `${isToday ? "" : `${new Date(iso).toLocaleDateString("en-GB", day)}, `}${iso.slice(11, 16)} UTC`;
}

/** The line that says since when the page has not been current. */
class Lost {
  #line = document.createElement("p");

  constructor() {
    this.#line.className = "banner problem lost";
    this.#line.hidden = true;
    document.getElementById("main").before(this.#line);
  }

  get isShown() {
    return !this.#line.hidden;
  }

  show(since) {
    if (this.isShown) return;
    const time = document.createElement("time");
    time.dateTime = since;
    time.textContent = clock(since);
    this.#line.replaceChildren("Not live since ", time, `: ${WHAT_THAT_MEANS}`);
    this.#line.hidden = false;
    announce(this.#line.textContent);
  }

  hide() {
    this.#line.hidden = true;
  }
}

function announce(text) {
  document.getElementById("news").textContent = text;
}

function total() {
  const sum = document.getElementById("total");
  return sum ? `: ${sum.textContent} MOR` : "";
}

/**
 * Asks, while somebody looks, whether the page still tells the present. It asks rather than listens: a stream would keep
 * one of the six connections that all tabs of a browser have to a server together, and does not tell why it ended.
 */
class Watch {
  #afterwards;
  #lost = new Lost();
  #url;
  #figures;
  #since;
  #every = PAUSE;
  #failures = 0;
  #isAsking = false;
  #next;

  constructor(place, afterwards) {
    this.#url = place.dataset.live;
    this.#figures = place.dataset.figures;
    this.#since = place.dataset.at;
    this.#afterwards = afterwards;
  }

  start() {
    document.addEventListener("visibilitychange", () => this.#look());
    addEventListener("online", () => this.#look());
    this.#look();
  }

  async #look() {
    if (this.#isAsking || document.hidden) return;
    clearTimeout(this.#next);
    this.#isAsking = true;
    const pause = await this.#pauseAfterLooking();
    this.#isAsking = false;
    // Not all tabs of all people at once.
    this.#next = setTimeout(() => this.#look(), pause * (1 + Math.random() / 2));
  }

  async #pauseAfterLooking() {
    try {
      await this.#catchUp();
      this.#failures = 0;
      return this.#every;
    } catch (failure) {
      this.#failures += 1;
      // One that is lost on the way is no news: the next comes soon.
      if (this.#failures > 1) this.#lost.show(this.#since);
      return Math.max(this.#every * Math.min(2 ** (this.#failures - 2), 2), failure.pause ?? 0);
    }
  }

  async #catchUp() {
    const now = JSON.parse(await ask(this.#url, "application/json"));
    const isNews = now.figures !== this.#figures;
    if (isNews) await this.#refresh(now.figures);
    this.#since = now.at;
    this.#every = now.every;
    if (this.#lost.isShown) announce(`Live again${total()}`);
    else if (isNews) announce(`Updated${total()}`);
    this.#lost.hide();
  }

  async #refresh(told) {
    const page = new DOMParser().parseFromString(await ask(location.href, "text/html"), "text/html");
    if (!page.getElementById("main")) throw new NoAnswer("what came instead of the page is none of ours");
    // The page may be of a later block than the answer before it.
    this.#figures = page.querySelector("[data-live]")?.dataset.figures ?? told;
    exchange(page);
    this.#afterwards();
  }
}

/** The page as the server wrote it is complete; while it is open, what changes is taken in. */
export function live(afterwards) {
  const place = document.querySelector("[data-live]");
  if (place) new Watch(place, afterwards).start();
}

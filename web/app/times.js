/*
 * What time it is, for ages and countdowns, without trust in the visitor's clock, which may be hours wrong. The page says
 * when the server wrote it, and the browser how long ago the page came; holds and sessions count on from the block's own
 * time, by which the contract decides.
 *
 * Two things are hidden from that: that the page came out of the browser's cache, and that the machine slept, while some
 * browsers' monotonic clock stands still. Both show as a difference to the visitor's clock, and so does a clock that is
 * wrong or was set. So the visitor's clock decides nothing, but where it differs the server is asked for its time.
 */

import { say } from "./say.js";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** The server keeps a page for at most half a minute before it sends it. */
const WORTH_ASKING = 35 * SECOND;
const WORTH_SAYING = MINUTE;

/** The server's time is that of the monotonic clock and this. */
let ahead = -Infinity;

/** How far the visitor's clock was off when the server was last asked. */
let known = 0;

let read;
let ticking;

function now() {
  return ahead + performance.now();
}

/** What the visitor's clock is ahead of the server's. */
function difference() {
  return Date.now() - now();
}

/** The place that says of when the page is; it is another one once a fresh page was taken into the open one. */
function page() {
  const place = document.querySelector("[data-written]");
  if (place && place !== read) {
    const came = read ? performance.now() : (performance.getEntriesByType("navigation")[0]?.responseStart ?? 0);
    ahead = Math.max(ahead, Date.parse(place.dataset.written) - came);
    read = place;
  }
  return place;
}

/** The chain's time. Of a page that may be old it is known only that the chain has gone on with the server's clock. */
function chainTime(place) {
  const block = Date.parse(place.dataset.since);
  const written = Date.parse(place.dataset.written);
  const then = "stale" in place.dataset ? Math.max(block, written) : block;
  return then + Math.max(0, now() - written);
}

async function askTheServer() {
  known = difference();
  try {
    const answer = await fetch(location.href, { method: "HEAD", cache: "no-store" });
    const time = Date.parse(answer.headers.get("Date"));
    if (Number.isNaN(time)) return;
    ahead = time - performance.now();
    known = difference();
    sayIfWrong();
  } catch {
    // Without an answer the page stays as it is: a countdown may be late, but releases nothing early.
  }
}

function sayIfWrong() {
  const line = document.getElementById("clock");
  const isWrong = Math.abs(known) >= WORTH_SAYING;
  const side = known > 0 ? "ahead of" : "behind";
  line.textContent = `Your device’s clock is ${length(Math.abs(known))} ${side} this server’s. Ages and countdowns here do not depend on it.`;
  if (isWrong && line.hidden) say(line.textContent);
  line.hidden = !isWrong;
}

function length(milliseconds) {
  const seconds = Math.max(0, Math.floor(milliseconds / SECOND));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  if (hours >= 1) return `${hours} h ${minutes} min`;
  return minutes >= 1 ? `${minutes} min` : `${seconds} s`;
}

function distance(milliseconds) {
  const seconds = Math.floor(milliseconds / SECOND) % 60;
  const isClose = milliseconds >= MINUTE && milliseconds < 60 * MINUTE;
  return `in ${length(milliseconds)}${isClose ? ` ${seconds} s` : ""}`;
}

export function localTimes() {
  for (const time of document.querySelectorAll("time[datetime]")) {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) time.title = `${at.toLocaleString()} where you are`;
  }
}

/** How old the page is that one looks at, also while it stays open. */
export function ages() {
  if (!page()) return;
  for (const place of document.querySelectorAll("[data-since]")) {
    place.textContent = ` (${length(now() - Date.parse(place.dataset.since))} ago)`;
  }
}

/** Until when, as long as the page is one of the present. */
export function countdowns() {
  clearInterval(ticking);
  tick();
  ticking = setInterval(tick, SECOND);
}

function tick() {
  const place = page();
  if (!place) return;
  if (Math.abs(difference() - known) > WORTH_ASKING) askTheServer();
  ages();
  if (document.querySelector(".past")) return;
  for (const waiting of document.querySelectorAll("[data-countdown]")) {
    const left = Date.parse(waiting.dataset.countdown) - chainTime(place);
    waiting.textContent = left > 0 ? distance(left) : waiting.dataset.passed;
  }
}

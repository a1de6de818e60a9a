// When the next block is: mostly soon, often in the same second, at times hours later, and again and again right around UTC midnight.
const DAY = 86_400;
/** After how many seconds: five blocks a second share theirs; before, one came every two seconds. */
const SOON = [0, 0, 0, 0, 1, 2, 2, 2];

function midnightAfter(time) {
  return (Math.floor(time / DAY) + 1) * DAY;
}

/** The next block's time; with `until`, spread so that `left` acts about fill the time that remains. */
export function nextTime(rng, now, { until, left = 1 } = {}) {
  const kind = rng.weighted({ soon: 50, minutes: 30, hours: 12, midnight: 5, justBefore: 2, justAfter: 2 });
  const at = { midnight: 0, justBefore: -1, justAfter: 1 }[kind];
  const wanted = at === undefined ? now + gap(rng, kind, now, until, left) : midnightAfter(now) + at;
  const latest = until === undefined ? Infinity : until - 1;
  return Math.max(now, Math.min(wanted, latest));
}

function gap(rng, kind, now, until, left) {
  if (kind === 'soon') return rng.chance(0.8) ? rng.pick(SOON) : rng.int(1, 60);
  const longest = kind === 'minutes' ? 1_800 : 14_000;
  if (until === undefined) return rng.int(30, longest);
  const fair = ((until - now) / Math.max(1, left / 4)) * (kind === 'minutes' ? 1 : 3);
  return Math.max(1, Math.round(rng.unit() * 2 * Math.min(fair, 6 * longest)));
}

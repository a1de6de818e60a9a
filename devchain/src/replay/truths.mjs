// Compares two truths field by field, leaving out what a replay can't know.
const SKIP = new Set(['block', 'blockHash', 'logs']);

function walk(recorded, ours, path, found) {
  if (recorded !== null && typeof recorded === 'object' && ours !== null && typeof ours === 'object') {
    const keys = new Set([...Object.keys(recorded), ...Object.keys(ours)]);
    for (const key of keys) walk(recorded[key], ours[key], `${path}.${key}`, found);
  } else if (recorded !== ours) {
    found.push({ path, recorded, ours });
  }
}

/** Names, tags and endpoints are written as they last were: no log holds the earlier ones. */
const unknowable = ({ path }) => /\.(name|ipfsCID|fee|endpoint)$|\.tags\./.test(path);

/** `{path, recorded, ours}` for each leaf that differs. */
export function differencesOf(recorded, ours) {
  const found = [];
  for (const key of Object.keys(recorded)) if (!SKIP.has(key)) walk(recorded[key], ours[key], key, found);
  return { differences: found.filter((entry) => !unknowable(entry)), unknowable: found.filter(unknowable) };
}

// Where anvil puts the states of older blocks: a megabyte or two a block, left behind unless somebody removes them. By
// itself anvil keeps them below the user's home.
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Above those of all chains of this repository. */
export const ALL = fileURLToPath(new URL('../../target/anvil', import.meta.url));

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Removes what processes that were killed too hard to clean up have left in `all`. */
function sweep(all) {
  for (const name of readdirSync(all)) {
    const pid = Number(name.split('-')[0]);
    if (Number.isSafeInteger(pid) && pid > 0 && !runs(pid)) remove(join(all, name));
  }
}

function remove(directory) {
  try {
    rmSync(directory, { recursive: true, force: true });
  } catch {
    // A program that is ending may still write into it. What stays goes at the next start.
  }
}

/** A directory for one anvil of this process: `{path, remove}`. */
export function stateDirectory(all = ALL) {
  mkdirSync(all, { recursive: true });
  sweep(all);
  const path = mkdtempSync(join(all, `${process.pid}-`));
  return { path, remove: () => remove(path) };
}

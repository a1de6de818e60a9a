// Where anvil puts the states of older blocks: a megabyte or two a block, left behind unless somebody removes them. By
// itself anvil keeps them below the user's home.
import { mkdirSync, mkdtempSync, readdirSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Above those of all chains of this repository. */
export const ALL = fileURLToPath(new URL('../../target/anvil', import.meta.url));

/** Untouched for so long, even a directory whose owner cannot be asked after is left over. */
const A_DAY_MILLIS = 24 * 60 * 60 * 1000;

/** Where our process id counts: those of a container that shares the directory are others. */
function pidNamespace() {
  try {
    return readlinkSync('/proc/self/ns/pid').replace(/\D/g, '');
  } catch {
    return '0';
  }
}

function runs(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function isLeft(path, name) {
  const [pid, namespace] = name.split('-');
  if (!/^[1-9][0-9]{0,9}$/.test(pid)) return false;
  if (namespace === pidNamespace()) return !runs(Number(pid));
  return Date.now() - statSync(path).mtimeMs > A_DAY_MILLIS;
}

/** Removes what processes that were killed too hard to clean up have left in `all`. */
function sweep(all) {
  for (const name of readdirSync(all)) {
    const path = join(all, name);
    try {
      if (isLeft(path, name)) remove(path);
    } catch {
      // Its owner has just removed it.
    }
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
  const path = mkdtempSync(join(all, `${process.pid}-${pidNamespace()}-`));
  return { path, remove: () => remove(path) };
}

// Test chains: one anvil a test file, versions cut in as needed.
import { decodeErrorResult } from 'viem';
import { diamondAbi, tokenAbi } from '../src/contracts.mjs';
import { decodeLog } from '../src/replay/recording.mjs';
import { readRows } from '../src/holds.mjs';
import { DevSession } from '../src/session.mjs';
import { upgrade } from '../src/deploy.mjs';

export const START = 1_780_304_400;

/** A fresh chain in the wanted version. */
export async function fresh({ seed = 1, version = 'classic' } = {}) {
  const session = await DevSession.start({ port: 0, seed, startTime: START });
  if (version !== 'classic') await upgrade(session.chain, version);
  return session;
}

/** The event names of a receipt in order. */
export const names = (receipt) => receipt.logs.map((log) => decodeLog(log).name);

/** The events of a receipt in order: `{name, args}`. */
export const events = (receipt) => receipt.logs.map(decodeLog);

export const rowsOf = async (chain, user) => (await readRows(chain, [user], 'latest'))[0];

/** The name of the custom error in what `attempt` reports, or the text itself. */
export function errorName(text = '') {
  const data = text.match(/0x[0-9a-f]{8,}/g)?.at(-1);
  try {
    return decodeErrorResult({ abi: [...diamondAbi, ...tokenAbi], data }).errorName;
  } catch {
    return text;
  }
}

// A user's hold rows, straight from the Diamond's storage: no view returns single rows.
import { encodeAbiParameters, hexToBigInt, keccak256, numberToHex, pad, toHex } from 'viem';

const SESSIONS = hexToBigInt(keccak256(toHex('diamond.standard.sessions.storage')));
const MEMBER = 9n;

function arraySlot(user) {
  const place = encodeAbiParameters([{ type: 'address' }, { type: 'uint256' }], [user, SESSIONS + MEMBER]);
  return keccak256(place);
}

const word = (n) => pad(numberToHex(n), { size: 32 });

function rowSlots(lengthSlot, length) {
  const first = hexToBigInt(keccak256(lengthSlot));
  return Array.from({ length: length * 2 }, (_, i) => word(first + BigInt(i)));
}

/** The rows of each user in storage order: `[{amount, releaseAt}]`, as bigints. */
export async function readRows(chain, users, block) {
  const slots = users.map(arraySlot);
  const lengths = (await chain.storage(slots, block)).map(Number);
  const words = await chain.storage(slots.flatMap((slot, i) => rowSlots(slot, lengths[i])), block);
  let at = 0;
  return lengths.map((length) => Array.from({ length }, () => ({ amount: words[at++], releaseAt: words[at++] & ((1n << 128n) - 1n) })));
}

const sum = (rows) => rows.reduce((total, row) => total + row.amount, 0n);

function record(rows, [viewAvailable, viewHold], time) {
  const released = rows.filter((row) => BigInt(time) >= row.releaseAt);
  const available = sum(released);
  return {
    available: String(available), hold: String(sum(rows) - available),
    rows: rows.map(({ amount, releaseAt }) => ({ amount: String(amount), releaseAt: String(releaseAt) })),
    viewAvailable: String(viewAvailable), viewHold: String(viewHold),
    viewComplete: viewAvailable + viewHold === sum(rows),
  };
}

/** The truth's `onHold` of each user at a block and its time. */
export async function readHolds(chain, users, at) {
  const rows = await readRows(chain, users, at.block);
  const views = await chain.views(users.map((user) => ['getUserStakesOnHold', [user, 255]]), at.block);
  return users.map((_, i) => record(rows[i], views[i], at.time));
}

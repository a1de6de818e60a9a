// Reorganisations: the last blocks vanish, others take their heights; some sessions return with the same id and other facts.
import { topics } from './contracts.mjs';
import { approve } from './signing.mjs';

const DAY = 86_400;

/** The openings of the blocks that will vanish, in order: who with which bid. */
async function openingsSince(chain, block) {
  const from = `0x${(block + 1).toString(16)}`;
  const logs = await chain.rpc.call('eth_getLogs', [{ address: chain.diamond, topics: [topics.SessionOpened], fromBlock: from }]);
  const sessions = await chain.views(logs.map((log) => ['getSession', [log.topics[2]]]));
  return logs.map((log, i) => ({ id: log.topics[2], ...sessions[i] }));
}

/** Opens the first of them again, in order, so that they get the same ids, with other stakes and a later time. */
async function reopen(session, lost) {
  const { chain, cast } = session;
  const again = lost.slice(0, 3).filter(({ user }) => !cast.accounts.includes(user));
  const time = chain.time + 7;
  for (const { id, user, bidId, stake, isDirectPaymentFromUser } of again) {
    const approval = await approve(bidId, user, time + 60);
    const more = stake + stake / 7n + 1n;
    chain.send({ ...chain.diamondTx(user, 'openSession', [user, more, isDirectPaymentFromUser, ...approval]), label: id });
  }
  await chain.mine(time);
  const found = await chain.views(again.map(({ id }) => ['getSession', [id]]));
  return again.filter((_, i) => found[i].openedAt === BigInt(time)).map(({ id }) => id);
}

/** Some life to put where the lost blocks were; keeps below the next midnight only by chance. */
async function refill(session, target) {
  const { chain, director } = session;
  while (chain.head < target) await director.block(director.rng.int(0, 3), chain.time + director.rng.int(1, 9));
}

/** Takes back `depth` blocks and mines as many others and one more. Reports the fork and what came back under its old id. */
export async function reorganise(session, depth, same) {
  const { chain, director } = session;
  const oldHead = chain.head;
  const fork = oldHead - depth;
  if (depth < 1 || fork < chain.deployedAt) throw new Error(`depth ${depth} would undo the deployment at block ${chain.deployedAt}`);
  const lost = same ? await openingsSince(chain, fork) : [];
  const before = chain.time;
  await chain.rpc.call('anvil_rollback', [depth]);
  await chain.sync();
  await chain.refreshVersion();
  director.forget();
  const sameIds = lost.length > 0 ? await reopen(session, lost) : [];
  await refill(session, oldHead + 1);
  if (chain.time < before && before - chain.time < 30 * DAY) await chain.mine(before + 2);
  return { fork, depth, removed: oldHead - fork, sameIds };
}

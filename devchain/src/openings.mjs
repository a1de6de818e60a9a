// Opens sessions of given stakes, all in one block, so that all have the same parent; and closes one.
import { tokenAbi } from './contracts.mjs';

/** How many seconds each stake gives, and the sessions' ids; 0 and none where the contract refuses it. */
export async function openings(stage, bid, stakes, { direct = false, time = stage.chain.time + 2 } = {}) {
  const user = await stage.wallet(stakes.reduce((sum, stake) => sum + stake, 0n));
  for (const stake of stakes) {
    const args = await stage.openArgs({ user, bid: { id: bid }, stake, direct, time });
    stage.chain.send({ ...stage.chain.diamondTx(user, 'openSession', args), label: 'openSession' });
  }
  const receipts = await stage.chain.mine(time);
  const seconds = [];
  const ids = [];
  for (const receipt of receipts) {
    const session = receipt.ok && await stage.opened(receipt);
    seconds.push(session ? Number(session.endsAt - session.openedAt) : 0);
    ids.push(session ? session.id : null);
  }
  return { seconds, ids, openedAt: stage.chain.time };
}

/** Closes a session at a time, undisputed; what its user got at once, and when. */
export async function closing(stage, id, time) {
  const { chain } = stage;
  await stage.fillFunding();
  const session = await chain.view('getSession', [id]);
  const done = await stage.close({ id, user: session.user }, { time: Math.max(time, chain.time + 1) });
  const back = stage.events({ logs: done.logs.filter((log) => log.address.toLowerCase() === chain.token.toLowerCase()) }, tokenAbi)
    .filter(([name, { from, to }]) => name === 'Transfer' && from.toLowerCase() === chain.diamond.toLowerCase() && to.toLowerCase() === session.user.toLowerCase());
  return { returned: back.reduce((sum, [, { value }]) => sum + value, 0n).toString(), closedAt: chain.time };
}

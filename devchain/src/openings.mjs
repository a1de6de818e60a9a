// Opens sessions of given stakes, all in one block, so that all have the same parent.

/** How many seconds each stake gives; 0 where the contract refuses it. */
export async function openings(stage, bid, stakes, { direct = false, time = stage.chain.time + 2 } = {}) {
  const user = await stage.wallet(stakes.reduce((sum, stake) => sum + stake, 0n));
  for (const stake of stakes) {
    const args = await stage.openArgs({ user, bid: { id: bid }, stake, direct, time });
    stage.chain.send({ ...stage.chain.diamondTx(user, 'openSession', args), label: 'openSession' });
  }
  const receipts = await stage.chain.mine(time);
  const seconds = [];
  for (const receipt of receipts) {
    const session = receipt.ok && await stage.opened(receipt);
    seconds.push(session ? Number(session.endsAt - session.openedAt) : 0);
  }
  return { seconds };
}

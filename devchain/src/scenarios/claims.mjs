// Claims of a provider that no event tells: many sessions owe it the same, and no log says which one was claimed for.
import { MOR, midnightAfter } from '../stage.mjs';
import { receipt } from '../signing.mjs';

const PRICE = 10n ** 13n;
const SECONDS = 600;
const DEBT = PRICE * BigInt(SECONDS);
const A_BLOCK = 40;
const USERS = 8;

/** Sessions of one length at one price, some paid out of the stake, opened some a block. */
async function equalSessions(stage, bid, count) {
  const users = [];
  for (let i = 0; i < USERS; i++) users.push(await stage.wallet(20_000n * MOR));
  const sessions = [];
  while (sessions.length < count) {
    const time = stage.chain.time + 2;
    const stake = (await stage.stakeFor(PRICE, SECONDS, time)) + 1n;
    const calls = [];
    for (let n = 0; n < Math.min(A_BLOCK, count - sessions.length); n++) {
      const user = users[(sessions.length + n) % USERS];
      calls.push([user, 'openSession', await stage.openArgs({ user, bid, stake, direct: n % 4 === 0, time })]);
    }
    for (const done of await stage.all(calls, time)) sessions.push(await stage.opened(done));
  }
  return sessions;
}

/** What looks like a claim and is none: a payment by hand of just the same amount, and a withdrawal of fees. */
function lookAlike(stage, provider, direct) {
  const { chain, cast } = stage;
  return direct
    ? chain.send({ ...chain.diamondTx(cast.owner, 'withdrawFee', [provider, DEBT]), label: 'withdrawFee' })
    : chain.send({ ...chain.tokenTx(chain.fundingAccount, 'transfer', [provider, DEBT]), label: 'transfer' });
}

function* shuffled(sessions) {
  for (let i = 0, at = 0; i < sessions.length; i++) {
    at = (at + 7_919) % sessions.length;
    yield sessions[at];
  }
}

export const claims = {
  /** More is collected of one direct payment before its close than another session, closed in dispute, still owes. */
  async 'collected-ahead'(stage) {
    if (midnightAfter(stage.chain.time) - stage.chain.time < 10_000) await stage.warpTo(midnightAfter(stage.chain.time) + 1);
    const provider = await stage.provider();
    const bid = await stage.bid({ provider, price: 10n ** 14n });
    const ahead = await stage.open({ user: await stage.wallet(60_000n * MOR), bid, seconds: 3_600, direct: true });
    await stage.warpTo(Number(ahead.endsAt) + 10);
    await stage.one(provider, 'claimForProvider', [ahead.id]);
    const session = await stage.open({ user: await stage.wallet(60_000n * MOR), bid, seconds: 3_600, direct: true });
    await stage.close(session, { disputed: true, time: stage.chain.time + 1_800 });
    return { provider, user: session.user, session: session.id, ahead: ahead.id };
  },

  /**
   * Of `count` ended sessions of one provider that owe the same, two of three are claimed for in no order, one or more a
   * block, some are closed, and now and then just as much leaves for another reason.
   */
  async 'equal-debts'(stage, { count = 60 } = {}) {
    await stage.fillFunding(5_000n * MOR);
    const provider = await stage.provider(900n * MOR);
    const bid = await stage.bid({ provider, price: PRICE });
    const sessions = await equalSessions(stage, bid, count);
    await stage.warpTo(Number(sessions.at(-1).endsAt) + 10);
    let n = 0;
    let left = 0;
    for (const session of shuffled(sessions)) {
      n += 1;
      const time = stage.chain.time + 2;
      if (n % 11 === 0) lookAlike(stage, provider, n % 2 === 0);
      if (n % 3 === 0) continue;
      const call = n % 5 === 0
        ? [session.user, 'closeSession', await receipt(session.id, time)]
        : [provider, 'claimForProvider', [session.id]];
      stage.chain.send({ ...stage.chain.diamondTx(...call), label: call[1] });
      left = (left + 1) % 3;
      if (left > 0 || n % 2 === 0) await stage.all([], time);
    }
    await stage.all([], stage.chain.time + 2);
    return { provider, debt: DEBT, sessions: sessions.map(({ id }) => id) };
  },
};

// Delegated staking, from the pool version on.
import { MOR, DAY, midnightAfter } from '../stage.mjs';

async function funded(stage, hot, amount, expiry = 0n) {
  const funder = await stage.wallet(amount + 100n * MOR);
  await stage.one(funder, 'grantStakingAllowance', [hot, 100_000n * MOR, expiry]);
  await stage.one(funder, 'fundStakingAllowance', [hot, amount]);
  return funder;
}

async function poolOpen(stage, hot, bid, seconds) {
  const time = stage.chain.time + 2;
  const [user, amount, , ...approval] = await stage.openArgs({ user: hot, bid, seconds, time });
  return stage.opened(await stage.one(hot, 'openSessionFromPool', [user, amount, ...approval], time));
}

const params = (settlementGrace) => ({
  minPrincipal: MOR, maxActiveFunders: 64n, maxAutoService: 2n, maxAutoReleaseDays: 8n, settlementGrace,
});

const needsPool = (act) => async (stage, options) => {
  if (stage.chain.version !== 'pool') throw new Error(`this scenario needs the pool version; ${stage.chain.version} is in force`);
  return act(stage, options);
};

const acts = {
  /** A hot wallet's session, staked by its funder. */
  async 'pool-session'(stage, { seconds = 86_400 } = {}) {
    const hot = await stage.wallet(10n * MOR);
    const funder = await funded(stage, hot, 5_000n * MOR);
    const session = await poolOpen(stage, hot, await stage.bid(), seconds);
    stage.label('pool funder', funder);
    return { hot: stage.label('pool hot wallet', hot), funder, session: session.id };
  },

  /** Two funders behind one stake, closed early: day buckets. One withdraws more than is free, is paid a part, and waits. */
  async 'pool-queue'(stage) {
    if (midnightAfter(stage.chain.time) - stage.chain.time < 6_000) await stage.warpTo(midnightAfter(stage.chain.time) + 1);
    const hot = await stage.wallet(10n * MOR);
    const first = await funded(stage, hot, 10n * MOR);
    const second = await funded(stage, hot, 400n * MOR);
    const session = await poolOpen(stage, hot, await stage.bid(), 7_200);
    await stage.one(second, 'withdrawStakingAllowance', [hot, 400n * MOR]);
    await stage.close(session, { disputed: true, time: stage.chain.time + 5_400 });
    stage.label('pool funder waiting in the queue', second);
    return { hot, first, second, session: session.id };
  },

  /** More funders wait than a close pays: the rest of what it frees lies in the pool until somebody has the queue paid. */
  async 'pool-long-queue'(stage, { funders = 5 } = {}) {
    await stage.fillFunding();
    const hot = await stage.wallet(10n * MOR);
    const bid = await stage.bid();
    const each = await stage.stakeFor(bid.price, 7_300) / BigInt(funders) + 1n;
    const waiting = [];
    for (let i = 0; i < funders; i++) waiting.push(await funded(stage, hot, each));
    const session = await poolOpen(stage, hot, bid, 7_200);
    for (const funder of waiting) await stage.one(funder, 'withdrawStakingAllowance', [hot, each]);
    await stage.close(session, { time: midnightAfter(Number(session.endsAt)) + 60 });
    stage.label('pool funder at the end of a long queue', waiting.at(-1));
    return { hot, waiting, session: session.id };
  },

  /** After the midnight anybody frees what the close held; the queue is paid of it. Of a given pool, that alone. */
  async 'pool-release'(stage, { hot } = {}) {
    const made = hot ? { hot } : await acts['pool-queue'](stage);
    if (!hot) await stage.warpTo(midnightAfter(stage.chain.time));
    await stage.one(stage.name(), 'releasePoolHolds', [made.hot, 8]);
    return made;
  },

  /** Revoked: unlisted, no longer debited, and still free to withdraw. */
  async 'pool-revoked'(stage) {
    const hot = await stage.wallet(10n * MOR);
    const funder = await funded(stage, hot, 50n * MOR);
    await stage.one(funder, 'revokeStakingAllowance', [hot]);
    return { hot, funder };
  },

  /** One funder of two pools, who has revoked the grant to one of them. */
  async 'pool-half-revoked'(stage) {
    const [kept, left] = [await stage.wallet(10n * MOR), await stage.wallet(10n * MOR)];
    const funder = await funded(stage, kept, 30n * MOR);
    await stage.one(funder, 'grantStakingAllowance', [left, 100_000n * MOR, 0n]);
    await stage.one(funder, 'fundStakingAllowance', [left, 20n * MOR]);
    await stage.one(funder, 'revokeStakingAllowance', [left]);
    return { funder, kept, left };
  },

  /** A hot wallet that funds its own pool, and stakes from it. */
  async 'pool-own'(stage) {
    const hot = await stage.wallet(6_000n * MOR);
    await stage.one(hot, 'grantStakingAllowance', [hot, 100_000n * MOR, 0n]);
    await stage.one(hot, 'fundStakingAllowance', [hot, 5_000n * MOR]);
    const session = await poolOpen(stage, hot, await stage.bid(), 80_000);
    return { hot, session: session.id };
  },

  /** A pool's session, settled when nothing of it is held any more. */
  async 'pool-settled'(stage) {
    const hot = await stage.wallet(10n * MOR);
    await funded(stage, hot, 5_000n * MOR);
    const session = await poolOpen(stage, hot, await stage.bid(), 600);
    await stage.one(stage.name(), 'settleExpiredSession', [session.id], Number(session.endsAt) + DAY);
    return { hot, session: session.id };
  },

  /** Anyone settles a session a day after its end: no provider is paid, no receipt set. */
  async settlement(stage) {
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    const caller = stage.name();
    const early = await stage.attempt(caller, 'settleExpiredSession', [session.id], Number(session.endsAt) + DAY - 1);
    await stage.one(caller, 'settleExpiredSession', [session.id], Number(session.endsAt) + DAY);
    return { user, session: session.id, caller, early: early.error };
  },

  /** A grace of an hour: settling leaves a hold on the session's own day. */
  async 'settlement-with-hold'(stage) {
    const { cast } = stage;
    if (midnightAfter(stage.chain.time) - stage.chain.time < 8_000) await stage.warpTo(midnightAfter(stage.chain.time) + 1);
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    await stage.one(cast.owner, 'setDelegateStakingParams', [params(3_600n)]);
    await stage.one(stage.name(), 'settleExpiredSession', [session.id], Number(session.endsAt) + 3_600);
    await stage.one(cast.owner, 'setDelegateStakingParams', [params(BigInt(DAY))]);
    return { user, session: session.id };
  },
};

export const pools = Object.fromEntries(Object.entries(acts).map(([name, act]) => [name, needsPool(act)]));

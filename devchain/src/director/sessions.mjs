// Sessions of people who send their own transactions.
import { approve, receipt } from '../signing.mjs';
import { MOR } from './cast.mjs';

const LENGTHS = { short: [300, 900], hour: [900, 5_000], hours: [5_000, 30_000], days: [30_000, 260_000] };

export function seconds(rng) {
  const [low, high] = LENGTHS[rng.weighted({ short: 5, hour: 5, hours: 3, days: 1 })];
  return rng.int(low, high);
}

/** An approval's time may lie ahead: a random lead keeps approvals of one block apart. */
export const approvalTime = ({ rng, time }) => time + rng.int(0, 100_000);

export async function openTx(ctx, { user, bid, length, direct = false, stake }) {
  const { chain, world } = ctx;
  const amount = stake ?? world.stakeFor(bid.pricePerSecond, length);
  const approval = await approve(bid.id, user, approvalTime(ctx));
  return chain.diamondTx(user, 'openSession', [user, amount, direct, ...approval]);
}

async function open(ctx, direct) {
  const { rng, cast, world } = ctx;
  const user = rng.pick(cast.users.concat(cast.providers[0]));
  const bid = rng.pick(world.activeBids);
  if (!bid) return null;
  const stake = world.stakeFor(bid.pricePerSecond, seconds(rng)) + rng.big(0n, rng.chance(0.3) ? MOR : 3n);
  return stake > world.balance(user) ? null : [await openTx(ctx, { user, bid, stake, direct })];
}

export async function closeTx({ chain, rng, time }, session, disputed = false) {
  const report = { disputed, tps: rng.int(1_000, 90_000), ttft: rng.int(50, 3_000) };
  return chain.diamondTx(session.user, 'closeSession', await receipt(session.id, time + 500, report));
}

/** Sessions that their users close themselves (contracts do it in bundles). */
const closable = ({ world, cast }) => world.open.filter((session) => !cast.accounts.includes(session.user));

async function close(ctx, wanted, disputed) {
  const session = ctx.rng.pick(closable(ctx).filter(wanted));
  return session ? [await closeTx(ctx, session, disputed)] : null;
}

const early = ({ time }) => (session) => session.endsAt > BigInt(time);
const late = ({ time }) => (session) => session.endsAt <= BigInt(time);

export const sessions = {
  open: (ctx) => open(ctx, false),
  openDirect: (ctx) => open(ctx, true),
  closeEarly: (ctx) => close(ctx, early(ctx), false),
  closeLate: (ctx) => close(ctx, late(ctx), false),
  dispute: (ctx) => close(ctx, ctx.rng.chance(0.7) ? early(ctx) : late(ctx), true),

  claim({ chain, rng, cast, world }) {
    const user = rng.pick(world.claimable.filter((who) => !cast.accounts.includes(who)));
    return user ? [chain.diamondTx(user, 'withdrawUserStakes', [user, rng.pick([1, 1, 2, 3, 5, 20, 255])])] : null;
  },

  claimNothing({ chain, rng, cast }) {
    const user = rng.pick(cast.users);
    return [chain.diamondTx(user, 'withdrawUserStakes', [user, rng.pick([0, 1, 255])])];
  },

  /** A provider collects before or after the close. */
  providerClaim({ chain, rng, world, time }) {
    const ended = world.open.filter((session) => session.endsAt <= BigInt(time));
    const session = rng.pick(rng.chance(0.4) ? ended : world.closed.slice(-80));
    const bid = session && world.bids.get(session.bidId);
    return bid ? [chain.diamondTx(bid.provider, 'claimForProvider', [session.id])] : null;
  },

  /** Only the pool version knows this one; anyone may do it. */
  settle({ chain, rng, cast, world, time }) {
    if (chain.version !== 'pool') return null;
    const session = rng.pick(world.open.filter((s) => s.endsAt + 86_400n <= BigInt(time)));
    return session ? [chain.diamondTx(rng.pick(cast.users), 'settleExpiredSession', [session.id])] : null;
  },
};

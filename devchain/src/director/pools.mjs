// Delegated staking: funders, hot wallets, queues and day buckets. Everything is null before the pool version.
import { approve } from '../signing.mjs';
import { MOR } from './cast.mjs';
import { approvalTime, seconds } from './sessions.mjs';

const inPool = (act) => (ctx) => (ctx.chain.version === 'pool' ? act(ctx) : null);

/** A funder, at times the hot wallet itself. */
const pair = ({ rng, cast }) => {
  const hot = rng.pick(cast.hots);
  return { hot, funder: rng.chance(0.15) ? hot : rng.pick(cast.funders) };
};

const acts = {
  grant(ctx) {
    const { chain, rng, time } = ctx;
    const { hot, funder } = pair(ctx);
    const expiry = rng.chance(0.25) ? BigInt(time + rng.int(3_600, 400_000)) : 0n;
    const cap = rng.big(5_000n * MOR, 30_000n * MOR);
    const fund = chain.diamondTx(funder, 'fundStakingAllowance', [hot, rng.big(MOR, 900n * MOR)]);
    return [chain.diamondTx(funder, 'grantStakingAllowance', [hot, cap, expiry]), fund];
  },

  fund({ chain, rng, world }) {
    const grant = rng.pick(world.grants.filter(({ cap, funded }) => cap > funded + MOR));
    return grant ? [chain.diamondTx(grant.funder, 'fundStakingAllowance', [grant.hot, rng.big(MOR, 600n * MOR)])] : null;
  },

  revoke({ chain, rng, world }) {
    const grant = rng.pick(world.grants.filter(({ principal }) => principal > 0n));
    return grant ? [chain.diamondTx(grant.funder, 'revokeStakingAllowance', [grant.hot])] : null;
  },

  withdraw({ chain, rng, world }) {
    const grant = rng.pick(world.grants.filter(({ principal }) => principal > 0n));
    if (!grant) return null;
    const amount = rng.chance(0.4) ? grant.principal : rng.big(1n, grant.principal);
    return [chain.diamondTx(grant.funder, 'withdrawStakingAllowance', [grant.hot, amount])];
  },

  async poolOpen(ctx) {
    const { chain, rng, cast, world } = ctx;
    const hot = rng.pick(cast.hots);
    const bid = rng.pick(world.activeBids);
    if (!bid) return null;
    const room = world.room?.get(hot) ?? 0n;
    const wanted = world.stakeFor(bid.pricePerSecond, seconds(rng));
    const least = world.stakeFor(bid.pricePerSecond, 300);
    const amount = wanted > room ? room : wanted;
    if (amount < least) return null;
    const approval = await approve(bid.id, hot, approvalTime(ctx));
    return [chain.diamondTx(hot, 'openSessionFromPool', [hot, amount, ...approval])];
  },

  release({ chain, rng, cast }) {
    const name = rng.chance(0.7) ? 'releasePoolHolds' : 'claimPendingWithdrawals';
    const hot = rng.pick(cast.hots);
    return [chain.diamondTx(rng.pick(cast.users), name, [hot, rng.int(1, 8)])];
  },

  params({ chain, rng, cast }) {
    const grace = BigInt(rng.pick([86_400, 86_400, 86_400, 3_600, 43_200]));
    const [maxAutoService, maxAutoReleaseDays] = [BigInt(rng.int(1, 3)), BigInt(rng.int(1, 8))];
    const args = { minPrincipal: MOR, maxActiveFunders: 64n, maxAutoService, maxAutoReleaseDays, settlementGrace: grace };
    return [chain.diamondTx(cast.owner, 'setDelegateStakingParams', [args])];
  },
};

export const pools = Object.fromEntries(Object.entries(acts).map(([name, act]) => [name === 'poolOpen' ? name : `pool-${name}`, inPool(act)]));

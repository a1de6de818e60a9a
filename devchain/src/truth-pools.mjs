// Staking pools and grants at one block.
import { getAddress } from 'viem';

const GRANT_FIELDS = ['cumulativeFundingCap', 'lifetimeFunded', 'currentPrincipal', 'locked', 'pendingOwed', 'expiry', 'isRevoked', 'isListed'];
const POOL_FIELDS = ['freeBalance', 'lockedBalance', 'pendingTotal', 'funderCount', 'holdCount'];

const plain = (value) => (typeof value === 'boolean' ? value : String(value));
const named = (fields, values) => Object.fromEntries(fields.map((field, i) => [field, plain(values[i])]));

async function readPool(chain, hot, block) {
  const [pool, [releasable, held], available] = await chain.views([
    ['getStakingPool', [hot]], ['getPoolStakesOnHold', [hot]], ['getAvailableToStake', [hot]],
  ], block);
  return { ...named(POOL_FIELDS, pool), releasable: String(releasable), held: String(held), availableToStake: String(available) };
}

/** `{stakingPools, allowances}` for every grant that was ever given. */
export async function readPools(chain, grants, block) {
  const pairs = grants.map(({ funder, hot }) => ({ funder: getAddress(funder), hot: getAddress(hot) }));
  const hots = [...new Set(pairs.map(({ hot }) => hot))];
  const stakingPools = {};
  for (const hot of hots) stakingPools[hot] = await readPool(chain, hot, block);
  const answers = await chain.views(pairs.map(({ funder, hot }) => ['getStakingAllowance', [funder, hot]]), block);
  return { stakingPools, allowances: pairs.map((pair, i) => ({ ...pair, ...named(GRANT_FIELDS, answers[i]) })) };
}

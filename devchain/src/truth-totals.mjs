// The protocol's totals, and the identity of what the Diamond holds.
const total = (items, amount) => items.reduce((sum, item) => sum + BigInt(amount(item)), 0n);

/** What closed direct sessions left in the Diamond for providers, and what providers took before the close. */
function directDue(sessions) {
  const direct = sessions.filter((session) => session.isDirectPaymentFromUser);
  const due = direct.map((s) => (s.state === 'closed' ? BigInt(s.providerReward) : 0n) - BigInt(s.providerWithdrawnAmount));
  return {
    owed: due.reduce((sum, amount) => (amount > 0n ? sum + amount : sum), 0n),
    early: due.reduce((sum, amount) => (amount < 0n ? sum - amount : sum), 0n),
  };
}

async function readState(chain, at) {
  const time = BigInt(at.time);
  const [funding, claimed, budget, compute, supply, fees] = await chain.views([
    ['getFundingAccount', []], ['getProvidersTotalClaimed', []], ['getTodaysBudget', [time]],
    ['getComputeBalance', [time]], ['totalMORSupply', [time]], ['getFeeBalance', []],
  ], at.block);
  const [balance, fundingBalance, allowance, tokenSupply] = await chain.tokenViews([
    ['balanceOf', [chain.diamond]], ['balanceOf', [funding]], ['allowance', [funding, chain.diamond]], ['totalSupply', []],
  ], at.block);
  return { funding, claimed, budget, compute, supply, fees, balance, fundingBalance, allowance, tokenSupply };
}

const strings = (object) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, String(value)]));

export async function totalsOf(chain, { at, addresses, all, pools, found }) {
  const state = await readState(chain, at);
  const people = Object.values(addresses);
  const due = directDue(Object.values(all.sessions));
  const hotPools = Object.values(pools.stakingPools);
  return strings({
    diamondBalance: state.balance,
    openStakes: total(people, (p) => p.openStake),
    openStakesFromPool: total(people, (p) => p.openStakeFromPool),
    holds: total(people, (p) => BigInt(p.onHold.available) + BigInt(p.onHold.hold)),
    holdRows: people.reduce((count, p) => count + p.onHold.rows.length, 0),
    providerStakes: total(people, (p) => p.provider?.stake ?? 0),
    modelStakes: total(Object.values(all.models), (m) => m.stake),
    bidFees: state.fees,
    poolFree: total(hotPools, (p) => p.freeBalance),
    poolLocked: total(hotPools, (p) => p.lockedBalance),
    poolPending: total(hotPools, (p) => p.pendingTotal),
    directOwedToProviders: due.owed,
    directPaidBeforeClose: due.early,
    sentPlainlyToDiamond: found.gifts,
    fundingAccount: state.funding,
    fundingBalance: state.fundingBalance,
    fundingAllowance: state.allowance,
    providersTotalClaimed: state.claimed,
    todaysBudget: state.budget,
    computeBalance: state.compute,
    contractSupply: state.supply,
    tokenSupply: state.tokenSupply,
  });
}

export function solvencyOf(totals) {
  const n = (key) => BigInt(totals[key]);
  const simple = ['openStakes', 'holds', 'providerStakes', 'modelStakes', 'bidFees', 'poolFree', 'poolLocked'].map(n).reduce((a, b) => a + b);
  const full = simple + n('directOwedToProviders') - n('directPaidBeforeClose') + n('sentPlainlyToDiamond');
  return strings({
    simpleSum: simple, simpleDifference: n('diamondBalance') - simple,
    fullSum: full, fullDifference: n('diamondBalance') - full,
  });
}

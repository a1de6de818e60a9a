// From the recorded logs back to the acts that made them, one list entry a call.
import { zeroAddress } from 'viem';

const ENDS = new Set(['SessionClosed', 'SessionSettledByExpiry', 'UserWithdrawn', 'ProviderRegistered', 'ProviderDeregistered',
  'ModelRegisteredUpdated', 'ModelDeregistered', 'StakingAllowanceFunded', 'StakingAllowanceGranted', 'StakingAllowanceRevoked',
  'DelegateStakingParamsUpdated', 'ProviderMinimumStakeUpdated', 'ModelMinimumStakeUpdated', 'MaretplaceFeeUpdated',
  'MarketplaceBidMinMaxPriceUpdated', 'DiamondCut', 'MarketplaceBidPosted']);
const POOL_STEPS = new Set(['AllowanceReleased', 'AllowanceHoldCreated', 'PendingWithdrawalPaid']);

const same = (a, b) => a?.toLowerCase() === b?.toLowerCase();

export class Reader {
  constructor(recording) {
    this.diamond = recording.deployment.diamond;
    this.funding = recording.deployment.fundingAccount;
    this.sessions = recording.truths.at(-1).sessions;
  }

  /** The acts of one transaction's logs. */
  read(logs) {
    const acts = [];
    let loose = [];
    for (let i = 0; i < logs.length; i++) {
      const end = this.#endAt(logs, i);
      loose.push(logs[i]);
      if (end < 0) continue;
      while (i < end) loose.push(logs[++i]);
      const mine = this.#mine(loose, logs[i]);
      acts.push(...this.#unexplained(loose.slice(0, loose.length - mine.length)), { kind: this.#kind(mine), logs: mine });
      loose = [];
    }
    return [...acts, ...this.#unexplained(loose)];
  }

  /** If an act ends at or right after log i, the index of its last log; else -1. */
  #endAt(logs, i) {
    const { name, args } = logs[i];
    if (name === 'SessionOpened') return this.sessions[args.sessionId]?.fromPool ? this.#lastDebit(logs, i, args.sessionId) : i;
    if (name === 'MarketplaceBidDeleted') return logs[i + 1]?.name === 'MarketplaceBidPosted' ? -1 : i;
    if (name === 'AllowanceWithdrawn') return logs[i + 1]?.name === 'AllowanceWithdrawQueued' ? i + 1 : i;
    if (name === 'AllowanceWithdrawQueued') return i;
    return ENDS.has(name) ? i : -1;
  }

  #lastDebit(logs, from, id) {
    let last = from;
    for (let i = from; i < logs.length; i++) if (logs[i].name === 'AllowanceDebited' && logs[i].args.sessionId === id) last = i;
    return last;
  }

  #kind(mine) {
    const names = mine.map((log) => log.name);
    if (names.includes('SessionOpened')) return names.includes('AllowanceDebited') ? 'poolOpen' : 'SessionOpened';
    if (names.includes('AllowanceWithdrawn') || names.includes('AllowanceWithdrawQueued')) return 'poolWithdraw';
    return names.at(-1);
  }

  /** The tail of the loose logs that belongs to the act which ends with `last`. */
  #mine(loose, last) {
    const rest = loose.slice(0, loose.lastIndexOf(loose.find((log) => log.name === 'SessionOpened') ?? last));
    const tail = loose.slice(rest.length);
    const take = (wanted) => { if (wanted(rest.at(-1))) tail.unshift(rest.pop()); };
    const transfer = (from, to) => (log) => log?.name === 'Transfer' && same(log.args.from, from) && (!to || same(log.args.to, to));
    const spent = (owner) => take((log) => log?.name === 'Approval' && same(log.args.owner, owner));
    this.#takeFor(last, { take, transfer, spent, rest, tail });
    return tail;
  }

  #takeFor(last, { take, transfer, spent, rest, tail }) {
    const { name, args } = last;
    const into = (from) => { take(transfer(from, this.diamond)); if (transfer(from, this.diamond)(tail[0])) spent(from); };
    if (name === 'UserWithdrawn') take(transfer(this.diamond, args.user));
    if (name === 'SessionOpened') into(args.user);
    if (name === 'ProviderRegistered' || name === 'StakingAllowanceFunded') into(args.provider ?? args.funder);
    if (name === 'ModelRegisteredUpdated') into(args.owner);
    if (name === 'MarketplaceBidPosted') { take((log) => log?.name === 'MarketplaceBidDeleted'); into(args.provider); }
    if (name === 'ProviderDeregistered') take(transfer(this.diamond, args.provider));
    if (name === 'ModelDeregistered') take(transfer(this.diamond, args.owner));
    if (name === 'SessionClosed') this.#takePayment(args, { take, transfer, spent, rest, tail });
    if (name === 'SessionClosed' || name === 'SessionSettledByExpiry') this.#takeRefund(args, { take, transfer, rest, tail });
    if (name?.startsWith('AllowanceWithdraw')) { take((l) => l?.name === 'AllowanceWithdrawn'); take(transfer(this.diamond, args.funder)); this.#takeSteps(rest, tail); }
  }

  #takePayment(args, { take, transfer, spent, rest, tail }) {
    const session = this.sessions[args.sessionId];
    const before = tail.length;
    const byDiamond = session.isDirectPaymentFromUser && transfer(this.diamond, args.user)(rest.at(-2));
    take(byDiamond ? transfer(this.diamond, args.providerId) : transfer(this.funding, args.providerId));
    if (tail.length > before && !byDiamond) spent(this.funding);
  }

  #takeRefund(args, { take, transfer, rest, tail }) {
    if (this.sessions[args.sessionId].fromPool) this.#takeSteps(rest, tail);
    else take(transfer(this.diamond, args.user));
  }

  #takeSteps(rest, tail) {
    while (POOL_STEPS.has(rest.at(-1)?.name)) {
      const step = rest.pop();
      tail.unshift(step);
      if (step.name === 'PendingWithdrawalPaid') tail.unshift(rest.pop());
    }
  }

  /** Acts without an event of their own. */
  #unexplained(logs) {
    const acts = [];
    for (let i = 0; i < logs.length; i++) {
      const { name, args } = logs[i];
      const next = logs[i + 1];
      const spends = name === 'Approval' && next?.name === 'Transfer' && same(next.args.from, args.owner) && same(args.owner, this.funding);
      if (spends) acts.push({ kind: 'claimFor', logs: [logs[i], logs[++i]] });
      else if (name === 'Approval') acts.push({ kind: 'approve', logs: [logs[i]] });
      else if (name === 'Transfer') acts.push({ kind: this.#transferKind(args), logs: [logs[i]] });
      else if (name === 'AllowanceReleased') i = this.#release(logs, i, acts);
      else acts.push({ kind: 'unknown', logs: [logs[i]] });
    }
    return acts;
  }

  #release(logs, from, acts) {
    let to = from;
    while (POOL_STEPS.has(logs[to + 1]?.name) || (logs[to + 1]?.name === 'Transfer' && logs[to + 2]?.name === 'PendingWithdrawalPaid')) to++;
    acts.push({ kind: 'release', logs: logs.slice(from, to + 1) });
    return to;
  }

  #transferKind({ from, to }) {
    if (from === zeroAddress) return 'mint';
    if (to === zeroAddress) return 'burn';
    if (same(from, this.diamond)) return 'outOfDiamond';
    return same(from, this.funding) ? 'fromFunding' : 'transfer';
  }
}

/** All acts after the deployment, in order: `{kind, logs, block, time}`. */
export function readActs(recording, fromBlock) {
  const reader = new Reader(recording);
  const txs = Map.groupBy ? Map.groupBy(recording.logs, (log) => log.tx) : grouped(recording.logs);
  return [...txs.values()].filter(([first]) => first.block >= fromBlock)
    .flatMap((logs) => reader.read(logs)).map((act) => ({ ...act, block: act.logs[0].block, time: act.logs[0].time }));
}

function grouped(logs) {
  const groups = new Map();
  logs.forEach((log) => groups.set(log.tx, [...(groups.get(log.tx) ?? []), log]));
  return groups;
}

// Which call made an act: from its logs, and from the truth where no log tells.
import { encodePacked, keccak256, toHex } from 'viem';
import { approve, receipt } from '../signing.mjs';

const numbered = Array.from({ length: 200 }, (_, i) => `model${i}`);

/** The base id that gives a model its id: the recording's author hashed a number or the first name. */
function baseOf(id, owner, name) {
  const guesses = [name, ...numbered].map((text) => keccak256(toHex(text)));
  return guesses.find((base) => keccak256(encodePacked(['address', 'bytes32'], [owner, base])) === id);
}

export class Calls {
  #approvals = 0;

  constructor(chain, recording) {
    this.chain = chain;
    this.truth = recording.truths.at(-1);
    this.sessions = this.truth.sessions;
    this.prices = new Map(Object.values(this.sessions).map((session) => [session.bidId, BigInt(session.pricePerSecond)]));
  }

  /** `[from, name, args]` of a Diamond call, or a whole transaction; undefined if this kind has no single answer. */
  for(act) {
    const last = act.logs.at(-1);
    const transfer = act.logs.find((log) => log.name === 'Transfer');
    return this[act.kind]?.(last.args, transfer?.args, act);
  }

  transfer(_, { from, to, value }) {
    return this.chain.tokenTx(from, 'transfer', [to, value]);
  }

  mint(_, { to, value }) {
    return this.chain.tokenTx(this.chain.owner, 'mint', [to, value]);
  }

  burn(_, { from, value }) {
    return this.chain.tokenTx(from, 'burn', [value]);
  }

  approve({ owner, spender, value }) {
    return this.chain.tokenTx(owner, 'approve', [spender, value]);
  }

  ProviderRegistered({ provider }, paid) {
    const endpoint = this.truth.addresses[provider]?.provider?.endpoint ?? '';
    return [provider, 'providerRegister', [provider, paid?.value ?? 0n, endpoint]];
  }

  ProviderDeregistered({ provider }) {
    return [provider, 'providerDeregister', [provider]];
  }

  ModelRegisteredUpdated({ owner, modelId }, paid) {
    const { ipfsCID, fee, name, tags } = this.truth.models[modelId];
    const base = baseOf(modelId, owner, name);
    return base && [owner, 'modelRegister', [owner, base, ipfsCID, BigInt(fee), paid?.value ?? 0n, name, tags]];
  }

  ModelDeregistered({ owner, modelId }) {
    return [owner, 'modelDeregister', [modelId]];
  }

  MarketplaceBidPosted({ provider, modelId, nonce }) {
    const id = keccak256(encodePacked(['address', 'bytes32', 'uint256'], [provider, modelId, nonce]));
    return [provider, 'postModelBid', [provider, modelId, this.prices.get(id) ?? 10n ** 13n]];
  }

  MarketplaceBidDeleted({ provider, modelId, nonce }) {
    const id = keccak256(encodePacked(['address', 'bytes32', 'uint256'], [provider, modelId, nonce]));
    return [provider, 'deleteModelBid', [id]];
  }

  async SessionOpened({ user, sessionId }, { value }, { time }) {
    const { bidId, isDirectPaymentFromUser } = this.sessions[sessionId];
    return [user, 'openSession', [user, value, isDirectPaymentFromUser, ...await this.#approval(bidId, user, time)]];
  }

  async poolOpen(_, __, { logs, time }) {
    const { user, sessionId } = logs.find((log) => log.name === 'SessionOpened').args;
    const amount = logs.filter((log) => log.name === 'AllowanceDebited').reduce((sum, log) => sum + log.args.amount, 0n);
    return [user, 'openSessionFromPool', [user, amount, ...await this.#approval(this.sessions[sessionId].bidId, user, time)]];
  }

  async SessionClosed({ user, sessionId }, _, { time }) {
    const disputed = this.sessions[sessionId].closeoutType === '1';
    return [user, 'closeSession', await receipt(sessionId, time, { disputed })];
  }

  SessionSettledByExpiry({ sessionId, caller }) {
    return [caller, 'settleExpiredSession', [sessionId]];
  }

  StakingAllowanceGranted({ funder, hot, cap, expiry }) {
    return [funder, 'grantStakingAllowance', [hot, cap, expiry]];
  }

  StakingAllowanceFunded({ funder, hot, amount }) {
    return [funder, 'fundStakingAllowance', [hot, amount]];
  }

  StakingAllowanceRevoked({ funder, hot }) {
    return [funder, 'revokeStakingAllowance', [hot]];
  }

  poolWithdraw(_, __, { logs }) {
    const parts = logs.filter((log) => log.name?.startsWith('AllowanceWithdraw')).map((log) => log.args);
    return [parts[0].funder, 'withdrawStakingAllowance', [parts[0].hot, parts.reduce((sum, part) => sum + part.amount, 0n)]];
  }

  release(_, __, { logs }) {
    return [this.chain.owner, 'releasePoolHolds', [logs[0].args.hot, 255]];
  }

  DelegateStakingParamsUpdated(args) {
    return [this.chain.owner, 'setDelegateStakingParams', [args]];
  }

  ProviderMinimumStakeUpdated(args) {
    return [this.chain.owner, 'providerSetMinStake', Object.values(args)];
  }

  ModelMinimumStakeUpdated(args) {
    return [this.chain.owner, 'modelSetMinStake', Object.values(args)];
  }

  MaretplaceFeeUpdated({ bidFee }) {
    return [this.chain.owner, 'setMarketplaceBidFee', [bidFee]];
  }

  MarketplaceBidMinMaxPriceUpdated(args) {
    return [this.chain.owner, 'setMinMaxBidPricePerSecond', Object.values(args)];
  }

  /** Every approval differs, also two of one second. */
  #approval(bidId, user, time) {
    return approve(bidId, user, time + this.#approvals++);
  }
}

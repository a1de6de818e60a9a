// What the director sees before it chooses: read from the chain anew each time; only closed sessions and bids are remembered.
import { encodePacked, hexToBigInt, keccak256, numberToHex, pad, toHex } from 'viem';
import { topics } from '../contracts.mjs';
import { baseId } from './cast.mjs';

const NONCE_SLOT = pad(numberToHex(hexToBigInt(keccak256(toHex('diamond.standard.sessions.storage'))) + 2n), { size: 32 });
const ROOM = 1_000n;

const modelId = (owner, n) => keccak256(encodePacked(['address', 'bytes32'], [owner, baseId(n)]));

/** How many sessions were ever opened: the next session's nonce. */
export async function sessionNonce(chain) {
  const [nonce] = await chain.storage([NONCE_SLOT]);
  return nonce;
}

export class World {
  constructor(chain, cast) {
    Object.assign(this, { chain, cast });
    this.ownModels = new Set(cast.modelOwners.flatMap((owner) => Array.from({ length: 9 }, (_, n) => modelId(owner, n))));
    this.forget();
  }

  /** After a reorganisation nothing remembered counts. */
  forget() {
    this.seen = -1;
    this.sessions = new Map();
    this.bids = new Map();
  }

  async look() {
    await this.#findSessions();
    await this.#readMarket();
    await this.#readOpen();
    await this.#readMoney();
    if (this.chain.version === 'pool') await this.#readGrants();
    this.grants ??= [];
    return this;
  }

  async #findSessions() {
    const logs = await this.chain.rpc.call('eth_getLogs', [{
      address: this.chain.diamond, topics: [topics.SessionOpened], fromBlock: numberToHex(this.seen + 1), toBlock: 'latest',
    }]);
    logs.forEach((log) => this.sessions.set(log.topics[2], { id: log.topics[2], closedAt: 0n }));
    this.seen = this.chain.head;
  }

  async #readMarket() {
    const { chain } = this;
    const [[providers], [models], [ids]] = await chain.views([
      ['getActiveProviders', [0n, ROOM]], ['getActiveModelIds', [0n, ROOM]], ['getModelIds', [0n, ROOM]],
    ]);
    const lists = await chain.views(ids.map((id) => ['getModelActiveBids', [id, 0n, ROOM]]));
    this.activeProviders = providers.filter((provider) => this.cast.providers.includes(provider));
    this.activeModels = models.filter((id) => this.ownModels.has(id));
    this.modelIds = [...ids];
    await this.#readBids(lists.flatMap(([list]) => [...list]));
  }

  async #readBids(ids) {
    const missing = ids.filter((id) => !this.bids.has(id));
    const found = await this.chain.views(missing.map((id) => ['getBid', [id]]));
    missing.forEach((id, i) => this.bids.set(id, { id, ...found[i] }));
    this.activeBids = ids.map((id) => this.bids.get(id)).filter((bid) => this.cast.providers.includes(bid.provider));
  }

  async #readOpen() {
    const open = [...this.sessions.values()].filter((session) => session.closedAt === 0n);
    const found = await this.chain.views(open.map(({ id }) => ['getSession', [id]]));
    open.forEach(({ id }, i) => this.sessions.set(id, { id, ...found[i] }));
    const unknown = [...new Set(found.map((session) => session.bidId))].filter((id) => !this.bids.has(id));
    const bids = await this.chain.views(unknown.map((id) => ['getBid', [id]]));
    unknown.forEach((id, i) => this.bids.set(id, { id, ...bids[i] }));
  }

  async #readMoney() {
    const { chain, cast } = this;
    const time = BigInt(chain.time);
    const people = [...cast.everyone, cast.fundingAccount];
    const balances = await chain.tokenViews(people.map((who) => ['balanceOf', [who]]));
    this.balances = new Map(people.map((who, i) => [who, balances[i]]));
    [this.supply, this.compute, this.fee, this.fees] = await chain.views([
      ['totalMORSupply', [time]], ['getComputeBalance', [time]], ['getBidFee', []], ['getFeeBalance', []],
    ]);
    const holds = await chain.views(cast.consumers.map((user) => ['getUserStakesOnHold', [user, 255]]));
    this.claimable = cast.consumers.filter((_, i) => holds[i][0] > 0n);
    this.nonce = await sessionNonce(chain);
  }

  async #readGrants() {
    const pairs = this.cast.hots.flatMap((hot) => [...this.cast.funders, hot].map((funder) => ({ funder, hot })));
    const found = await this.chain.views(pairs.map(({ funder, hot }) => ['getStakingAllowance', [funder, hot]]));
    const room = await this.chain.views(this.cast.hots.map((hot) => ['getAvailableToStake', [hot]]));
    this.grants = pairs.map((pair, i) => ({ ...pair, cap: found[i][0], funded: found[i][1], principal: found[i][2] }));
    this.room = new Map(this.cast.hots.map((hot, i) => [hot, room[i]]));
  }

  /** Open sessions of the cast; what scenarios staged for others is left alone. */
  get open() {
    return this.#ofCast((session) => session.closedAt === 0n);
  }

  get closed() {
    return this.#ofCast((session) => session.closedAt !== 0n);
  }

  #ofCast(wanted) {
    return [...this.sessions.values()].filter((session) => wanted(session) && this.cast.consumers.includes(session.user));
  }

  balance(who) {
    return this.balances.get(who) ?? 0n;
  }

  /** The smallest stake that buys `seconds` at a bid's price today. */
  stakeFor(price, seconds) {
    const wanted = price * BigInt(seconds) * this.supply * 100n;
    return (wanted + this.compute - 1n) / this.compute;
  }
}

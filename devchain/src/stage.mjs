// Stages exact situations with people of their own, whom the director leaves alone.
import { decodeEventLog, encodePacked, getAddress, keccak256, maxUint256, toHex } from 'viem';
import { diamondAbi, encode, topics } from './contracts.mjs';
import { execute } from './director/bundles.mjs';
import { sessionNonce } from './director/world.mjs';
import { MOR } from './director/cast.mjs';
import { approve, receipt } from './signing.mjs';

const DAY = 86_400;
export { MOR, DAY };
export const midnightAfter = (time) => (Math.floor(time / DAY) + 1) * DAY;

export class Stage {
  #count = 0;
  #approvals = 0;
  labels = [];

  constructor(chain, cast, seed) {
    Object.assign(this, { chain, cast, seed });
  }

  /** Remembers an address as a sample of something. */
  label(label, address) {
    this.labels.push({ label, address });
    return address;
  }

  /** A new address that derives from the seed, the block and a counter. */
  name() {
    return getAddress(`0x${keccak256(toHex(`${this.seed}/stage/${this.chain.head}/${this.#count++}`)).slice(26)}`);
  }

  /** Sends `[from, name, args]` to the Diamond in one block, all of which must succeed. */
  async all(calls, time) {
    calls.forEach(([from, name, args]) => this.chain.send({ ...this.chain.diamondTx(from, name, args), label: name }));
    return this.#mustAll(await this.chain.mine(time));
  }

  async one(from, name, args, time) {
    return (await this.all([[from, name, args]], time))[0];
  }

  /** As `one`, but a failure is an answer: `{ok, error}` with the revert data. */
  async attempt(from, name, args, time) {
    this.chain.send(this.chain.diamondTx(from, name, args));
    const [done] = await this.chain.mine(time);
    return done.ok ? done : { ...done, error: await this.chain.why(this.chain.diamondTx(from, name, args)) };
  }

  #mustAll(receipts) {
    const bad = receipts.find((done) => !done.ok);
    if (bad) throw new Error(`staging: ${bad.label} failed in block ${Number(bad.blockNumber)}`);
    return receipts;
  }

  async give(to, amount) {
    this.chain.send({ ...this.chain.tokenTx(this.cast.treasury, 'transfer', [to, amount]), label: 'give' });
    this.chain.send({ ...this.chain.tokenTx(to, 'approve', [this.chain.diamond, maxUint256]), label: 'approve' });
    this.#mustAll(await this.chain.mine());
    return to;
  }

  wallet(amount = 2_000n * MOR) {
    return this.give(this.name(), amount);
  }

  async account(amount = 4_000n * MOR) {
    const owner = this.name();
    const account = await this.chain.deploy(owner, 'SmartAccount', [owner]);
    await this.give(account, amount);
    this.cast.accountOwners ??= new Map();
    this.cast.accountOwners.set(account, owner);
    return account;
  }

  async provider(stake = 50n * MOR, endpoint = 'stage.example:3333') {
    const who = await this.wallet(stake + 100n * MOR);
    await this.one(who, 'providerRegister', [who, stake, endpoint]);
    return who;
  }

  async model(name = 'staged model', tags = ['LLM']) {
    const owner = await this.wallet(100n * MOR);
    const base = keccak256(toHex(`${owner}`));
    await this.one(owner, 'modelRegister', [owner, base, base, 0n, 2n * MOR, name, tags]);
    return { owner, id: keccak256(encodePacked(['address', 'bytes32'], [owner, base])) };
  }

  /** A bid with a provider and a model of its own unless given. */
  async bid({ provider, model, price = 10n ** 13n } = {}) {
    const by = provider ?? await this.provider();
    const on = model ?? (await this.model()).id;
    await this.one(by, 'postModelBid', [by, on, price]);
    const [ids] = await this.chain.view('getProviderActiveBids', [by, 0n, 100n]);
    const bids = await this.chain.views(ids.map((id) => ['getBid', [id]]));
    const at = bids.findIndex((bid) => bid.modelId === on);
    return { id: ids[at], provider: by, model: on, price };
  }

  async stakeFor(price, seconds, time = this.chain.time) {
    const [supply, compute] = await this.chain.views([['totalMORSupply', [BigInt(time)]], ['getComputeBalance', [BigInt(time)]]]);
    return (price * BigInt(seconds) * supply * 100n + compute - 1n) / compute;
  }

  /** The arguments of an opening; approvals look ever further ahead, so that no two are the same. */
  async openArgs({ user, bid, seconds = 3_600, stake, direct = false, time = this.chain.time + 2 }) {
    const amount = stake ?? await this.stakeFor(bid.price, seconds, time);
    return [user, amount, direct, ...await approve(bid.id, user, time + ++this.#approvals)];
  }

  /** Opens a session; returns its id and what the contract says of it. */
  async open(options) {
    const time = options.time ?? this.chain.time + 2;
    return this.opened(await this.one(options.user, 'openSession', await this.openArgs({ ...options, time }), time));
  }

  async opened(done) {
    const ids = done.logs.filter((log) => log.topics[0] === topics.SessionOpened).map((log) => log.topics[2]);
    const sessions = await this.chain.views(ids.map((id) => ['getSession', [id]]));
    const all = ids.map((id, i) => ({ id, ...sessions[i] }));
    return all.length === 1 ? all[0] : all;
  }

  async close(session, { disputed = false, time = this.chain.time + 2 } = {}) {
    return this.one(session.user, 'closeSession', await receipt(session.id, time, { disputed }), time);
  }

  claim(user, iterations = 255, time = undefined) {
    return this.one(user, 'withdrawUserStakes', [user, iterations], time);
  }

  /** Several Diamond calls `[name, args]` of a contract account in one transaction. */
  async bundle(account, calls, time) {
    const data = calls.map(([name, args]) => [this.chain.diamond, encode(name, args)]);
    this.chain.send({ ...execute(this.cast, account, data), gas: 900_000_000, label: 'bundle' });
    return this.#mustAll(await this.chain.mine(time))[0];
  }

  warpTo(time) {
    return this.chain.mine(time);
  }

  /** Closes an account's sessions in one transaction. */
  async closeByBundle(account, sessions, { disputed = false, time = this.chain.time + 2 } = {}) {
    const calls = [];
    for (const session of sessions) calls.push(['closeSession', await receipt(session.id, time, { disputed })]);
    return this.bundle(account, calls, time);
  }

  /** Opens and closes in the same second; returns the session's id. */
  async flash(account, bid) {
    const time = this.chain.time + 2;
    const nonce = await sessionNonce(this.chain);
    const id = keccak256(encodePacked(['address', 'address', 'bytes32', 'uint256'], [account, bid.provider, bid.id, nonce]));
    const open = ['openSession', await this.openArgs({ user: account, bid, seconds: 600, time })];
    await this.bundle(account, [open, ['closeSession', await receipt(id, time)]], time);
    return id;
  }

  /** A close that may fail: `{ok, error}`. */
  async tryClose(session, { disputed = false, time = this.chain.time + 2 } = {}) {
    return this.attempt(session.user, 'closeSession', await receipt(session.id, time, { disputed }), time);
  }

  /** Token calls `[from, name, args]` in one block. */
  async tokens(calls) {
    calls.forEach(([from, name, args]) => this.chain.send({ ...this.chain.tokenTx(from, name, args), label: name }));
    return this.#mustAll(await this.chain.mine());
  }

  async drainFunding() {
    const { fundingAccount } = this.chain;
    const [left] = await this.chain.tokenViews([['balanceOf', [fundingAccount]]]);
    if (left > 0n) await this.tokens([[fundingAccount, 'transfer', [this.cast.treasury, left]]]);
  }

  fillFunding(amount = 200n * MOR) {
    return this.tokens([[this.cast.treasury, 'transfer', [this.chain.fundingAccount, amount]]]);
  }

  /** The readable events of a receipt: `[name, args]` in order. */
  events(done, abi = diamondAbi) {
    return done.logs.map((log) => {
      const { eventName, args } = decodeEventLog({ abi: [...abi], topics: log.topics, data: log.data });
      return [eventName, args];
    });
  }
}

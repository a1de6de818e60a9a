// A local chain: queue transactions, mine them at a chosen time, read views in batches at one block.
import { getAddress } from 'viem';
import { decode, encode, deployData, tokenAbi } from './contracts.mjs';

export const hex = (n) => `0x${BigInt(n).toString(16)}`;
const GAS = 30_000_000;

export class Chain {
  #queue = [];

  constructor(rpc, url) {
    this.rpc = rpc;
    this.url = url;
    this.failed = 0;
  }

  async sync() {
    const block = await this.rpc.call('eth_getBlockByNumber', ['latest', false]);
    this.head = Number(block.number);
    this.time = Number(block.timestamp);
    return this;
  }

  /** Queues a transaction for the next block. */
  send(tx) {
    this.#queue.push(tx);
  }

  diamondTx(from, name, args, gas = GAS) {
    return { from, to: this.diamond, data: encode(name, args), gas };
  }

  tokenTx(from, name, args) {
    return { from, to: this.token, data: encode(name, args, tokenAbi), gas: 1_000_000 };
  }

  /** Mines what is queued, in its order, into one block at `time`. Returns the receipts. */
  async mine(time = this.time + 2) {
    const txs = this.#queue.splice(0);
    const sends = txs.map(({ from, to, data, gas }) => ['eth_sendTransaction', [{ from, to, data, gas: hex(gas ?? GAS), gasPrice: '0x0' }]]);
    const hashes = [];
    for (const send of sends) hashes.push(...await this.rpc.settle([send]));
    // One by one: anvil answers the calls of a batch concurrently.
    await this.rpc.call('evm_setNextBlockTimestamp', [time]);
    await this.rpc.call('evm_mine');
    const block = await this.rpc.call('eth_getBlockByNumber', ['latest', false]);
    this.head = Number(block.number);
    this.time = Number(block.timestamp);
    return this.#receipts(txs, hashes);
  }

  async #receipts(txs, hashes) {
    const refused = hashes.find((hash) => hash instanceof Error);
    if (refused) throw refused;
    const receipts = await this.rpc.batch(hashes.map((hash) => ['eth_getTransactionReceipt', [hash]]));
    return receipts.map((receipt, i) => ({ ...receipt, label: txs[i].label, ok: receipt?.status === '0x1' }));
  }

  /** Sends one transaction in a block of its own and insists that it succeeds. */
  async must(tx, time) {
    this.send(tx);
    const [receipt] = await this.mine(time);
    if (!receipt.ok) throw new Error(`a set-up transaction failed: ${tx.label ?? tx.data?.slice(0, 10)} ${await this.why(tx)}`);
    return receipt;
  }

  /** What a call says when it fails. */
  async why(tx) {
    const [answer] = await this.rpc.settle([['eth_call', [{ from: tx.from, to: tx.to, data: tx.data }, 'latest']]]);
    return answer instanceof Error ? `${answer.message} ${answer.data ?? ''}` : 'succeeds now';
  }

  async deploy(from, name, args) {
    const receipt = await this.must({ from, data: deployData(name, args), label: `deploy ${name}` });
    return getAddress(receipt.contractAddress);
  }

  /** Views `[name, args]` of the Diamond at one block; `undefined` where a view reverts. */
  async views(calls, block = 'latest') {
    return this.#read(calls.map(([name, args]) => [this.diamond, name, args]), block);
  }

  async tokenViews(calls, block = 'latest') {
    return this.#read(calls.map(([name, args]) => [this.token, name, args, tokenAbi]), block);
  }

  async view(name, args = [], block = 'latest') {
    const [answer] = await this.views([[name, args]], block);
    return answer;
  }

  async #read(calls, block) {
    const at = typeof block === 'number' ? hex(block) : block;
    const answers = await this.rpc.settle(calls.map(([to, name, args, abi]) => ['eth_call', [{ to, data: encode(name, args, abi) }, at]]));
    return answers.map((data, i) => (data instanceof Error ? undefined : decode(calls[i][1], data, calls[i][3])));
  }

  async storage(slots, block = 'latest') {
    const at = typeof block === 'number' ? hex(block) : block;
    return (await this.rpc.batch(slots.map((slot) => ['eth_getStorageAt', [this.diamond, slot, at]]))).map(BigInt);
  }

  /** After a reorganisation: which version is in force now. */
  async refreshVersion() {
    const { versionOf } = await import('./deploy.mjs');
    this.version = await versionOf(this);
  }

  async logs(fromBlock = 0, toBlock = 'latest') {
    const to = typeof toBlock === 'number' ? hex(toBlock) : toBlock;
    return this.rpc.call('eth_getLogs', [{ address: [this.token, this.diamond], fromBlock: hex(fromBlock), toBlock: to }]);
  }
}

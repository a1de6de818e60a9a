// Plays random life on a chain. Every choice comes from the seed and from what the chain says at that moment.
import { bundles } from './bundles.mjs';
import { market } from './market.mjs';
import { money } from './money.mjs';
import { nextTime } from './pace.mjs';
import { pools } from './pools.mjs';
import { sessions } from './sessions.mjs';
import { World } from './world.mjs';

const acts = { ...money, ...sessions, ...market, ...pools, ...bundles };

/** How often each act is tried, of a thousand or so. */
const WEIGHTS = {
  open: 260, openDirect: 60, closeEarly: 170, closeLate: 150, dispute: 40, claim: 60, claimNothing: 4, providerClaim: 35, settle: 25,
  bundle: 50, flash: 12, transfer: 50, transferOfNothing: 8, gift: 6, mint: 6, burn: 6, fundingTide: 16,
  postBid: 30, deleteBid: 10, registerProvider: 12, deregisterProvider: 5, registerModel: 9, deregisterModel: 4, withdrawFee: 6, govern: 5,
  'pool-grant': 12, 'pool-fund': 14, 'pool-revoke': 4, 'pool-withdraw': 14, 'pool-release': 5, 'pool-params': 2, poolOpen: 45,
};

export class Director {
  constructor(chain, cast, rng) {
    Object.assign(this, { chain, cast, rng });
    this.world = new World(chain, cast);
  }

  /** After a reorganisation: remembers nothing, and takes another turn of the dice than before. */
  forget() {
    this.world.forget();
    this.rng = this.rng.fork(`after block ${this.chain.head}`);
  }

  /** Plays about `actions` acts; `until` paces them to end at that time. Counts what was done and what failed. */
  async play(actions, { until } = {}) {
    const done = {};
    let failed = 0;
    let left = actions;
    for (let idle = 0; left > 0 && idle < 200; idle++) {
      const time = nextTime(this.rng, this.chain.time, { until, left });
      const receipts = await this.block(Math.min(left, this.#crowd()), time);
      if (receipts.length > 0) idle = 0;
      left -= receipts.length;
      for (const receipt of receipts) {
        done[receipt.label] = (done[receipt.label] ?? 0) + 1;
        if (!receipt.ok) failed++;
      }
    }
    this.chain.failed += failed;
    return { actions: done, failed };
  }

  /** One block of at most `most` acts at `time`; an empty one if nothing suits. */
  async block(most, time) {
    await this.world.look();
    const ctx = { chain: this.chain, cast: this.cast, world: this.world, rng: this.rng, time };
    for (let n = 0; n < most; n++) await this.#act(ctx);
    return this.chain.mine(time);
  }

  async #act(ctx) {
    for (let tries = 0; tries < 8; tries++) {
      const label = ctx.world.activeBids.length < 3 ? 'postBid' : this.rng.weighted(WEIGHTS);
      const txs = await acts[label](ctx);
      if (!txs) continue;
      txs.forEach((tx) => this.chain.send({ ...tx, label }));
      return;
    }
  }

  #crowd() {
    return Number(this.rng.weighted({ 1: 4, 2: 3, 4: 3, 7: 2, 12: 1 }));
  }
}

// One seed, one sequence: a splitmix64 generator seeded by a hash, forkable by name.
import { keccak256, toHex } from 'viem';

const MASK = (1n << 64n) - 1n;

export class Prng {
  #state;

  constructor(seed) {
    this.seed = String(seed);
    this.#state = BigInt(keccak256(toHex(this.seed))) & MASK || 1n;
  }

  /** Another generator, dependent only on this one's seed and the name. */
  fork(name) {
    return new Prng(`${this.seed}/${name}`);
  }

  /** 64 random bits. */
  bits() {
    this.#state = (this.#state + 0x9e3779b97f4a7c15n) & MASK;
    let z = this.#state;
    z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK;
    z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & MASK;
    return z ^ (z >> 31n);
  }

  /** A number in [0, 1). */
  unit() {
    return Number(this.bits() >> 11n) / 2 ** 53;
  }

  /** An integer in [low, high]. */
  int(low, high) {
    return low + Math.floor(this.unit() * (high - low + 1));
  }

  /** A bigint in [low, high]. */
  big(low, high) {
    return high <= low ? low : low + ((this.bits() << 64n) | this.bits()) % (high - low + 1n);
  }

  chance(p) {
    return this.unit() < p;
  }

  pick(list) {
    return list.length === 0 ? undefined : list[this.int(0, list.length - 1)];
  }

  /** One key of `{key: weight}`. */
  weighted(weights) {
    const entries = Object.entries(weights);
    let left = this.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) if ((left -= weight) < 0) return key;
    return entries.at(-1)[0];
  }
}

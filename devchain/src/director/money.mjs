// Plain MOR: transfers, gifts, mint and burn, and the funding account's tides.
import { MOR } from './cast.mjs';

const some = (rng, balance) => rng.big(1n, balance / 20n + 1n);

export const money = {
  transfer({ chain, rng, cast, world }) {
    const from = rng.pick(cast.users);
    const to = rng.chance(0.15) ? cast.address('passer-by', rng.int(0, 30)) : rng.pick(cast.everyone);
    return [chain.tokenTx(from, 'transfer', [to, some(rng, world.balance(from))])];
  },

  transferOfNothing({ chain, rng, cast }) {
    return [chain.tokenTx(rng.pick(cast.users), 'transfer', [rng.pick(cast.everyone), 0n])];
  },

  gift({ chain, rng, cast }) {
    return [chain.tokenTx(rng.pick(cast.users), 'transfer', [chain.diamond, rng.big(1n, MOR)])];
  },

  mint({ chain, rng, cast }) {
    return [chain.tokenTx(cast.owner, 'mint', [rng.pick(cast.users), rng.big(MOR, 2_000n * MOR)])];
  },

  burn({ chain, rng, cast, world }) {
    const from = rng.pick(cast.users);
    return [chain.tokenTx(from, 'burn', [some(rng, world.balance(from))])];
  },

  /** The funding account runs dry for a while, or is filled again. */
  fundingTide({ chain, rng, cast, world }) {
    const left = world.balance(cast.fundingAccount);
    if (left < MOR) return [chain.tokenTx(cast.treasury, 'transfer', [cast.fundingAccount, rng.big(20n * MOR, 200n * MOR)])];
    return rng.chance(0.35) ? [chain.tokenTx(cast.fundingAccount, 'transfer', [cast.treasury, left])] : null;
  },

};

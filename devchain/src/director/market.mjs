// Providers, models, bids and fees.
import { MOR, baseId, endpoint, modelName, modelTags } from './cast.mjs';

const deletions = ({ chain, world }, bids) => bids.map((bid) => chain.diamondTx(bid.provider, 'deleteModelBid', [bid.id]));

export const market = {
  postBid({ chain, rng, world }) {
    const provider = rng.pick(world.activeProviders);
    const model = rng.pick(world.activeModels);
    if (!provider || !model) return null;
    const price = BigInt(rng.pick([1, 1, 2, 2, 3, 5, 8, 20])) * 10n ** 13n;
    return [chain.diamondTx(provider, 'postModelBid', [provider, model, price])];
  },

  deleteBid(ctx) {
    const bid = ctx.rng.pick(ctx.world.activeBids);
    return bid && ctx.world.activeBids.length > 4 ? deletions(ctx, [bid]) : null;
  },

  /** Registers, tops up (also by nothing) or renames. */
  registerProvider({ chain, rng, cast }) {
    const provider = rng.pick(cast.providers);
    const amount = rng.chance(0.3) ? 0n : rng.big(MOR / 10n, 8n * MOR);
    return [chain.diamondTx(provider, 'providerRegister', [provider, amount, endpoint(rng)])];
  },

  deregisterProvider(ctx) {
    const { chain, rng, world } = ctx;
    if (world.activeProviders.length < 4) return null;
    const provider = rng.pick(world.activeProviders);
    const bids = world.activeBids.filter((bid) => bid.provider === provider);
    return [...deletions(ctx, bids), chain.diamondTx(provider, 'providerDeregister', [provider])];
  },

  registerModel({ chain, rng, cast }) {
    const owner = rng.pick(cast.modelOwners);
    const amount = rng.chance(0.25) ? 0n : rng.big(MOR / 10n, 5n * MOR);
    const args = [owner, baseId(rng.int(0, 8)), baseId(rng.int(100, 120)), rng.big(0n, MOR), amount, modelName(rng), modelTags(rng)];
    return [chain.diamondTx(owner, 'modelRegister', args)];
  },

  async deregisterModel(ctx) {
    const { chain, rng, world } = ctx;
    if (world.activeModels.length < 4) return null;
    const id = rng.pick(world.activeModels);
    const { owner } = await chain.view('getModel', [id]);
    const bids = world.activeBids.filter((bid) => bid.modelId === id);
    return [...deletions(ctx, bids), chain.diamondTx(owner, 'modelDeregister', [id])];
  },

  withdrawFee({ chain, rng, cast, world }) {
    if (world.fees === 0n) return null;
    const to = rng.pick([cast.treasury, cast.owner, rng.pick(cast.providers), rng.pick(cast.users)]);
    return [chain.diamondTx(cast.owner, 'withdrawFee', [to, rng.big(1n, world.fees)])];
  },

  govern({ chain, rng, cast }) {
    const days = BigInt(rng.int(1, 7)) * 86_400n;
    const [name, args] = rng.pick([
      ['setMaxSessionDuration', [days]],
      ['setMarketplaceBidFee', [rng.big(0n, MOR / 2n)]],
      ['providerSetMinStake', [rng.big(MOR / 10n, MOR / 5n)]],
      ['modelSetMinStake', [rng.big(MOR / 20n, MOR / 10n)]],
      ['setMinMaxBidPricePerSecond', [10n ** 13n, 10n ** 16n]],
    ]);
    return [chain.diamondTx(cast.owner, name, args)];
  },
};

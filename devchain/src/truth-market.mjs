// What the views say of the market, decoded by viem: to hold another decoder against.
const text = (value) => JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'bigint' || typeof v === 'number' ? String(v) : v)));

const byKey = (keys, values) => Object.fromEntries(keys.map((key, i) => [key, text(values[i])]));

/** Every bid that a model ever had, the providers of all of them and the active ones, and all statistics, at the head. */
export async function marketTruth(chain) {
  const at = chain.head;
  const views = (keys, make) => chain.views(keys.map(make), at);
  const [models] = await chain.view('getModelIds', [0n, 1_000_000n], at);
  const lists = await views(models, (id) => ['getModelBids', [id, 0n, 1_000_000n]]);
  const ids = lists.flatMap(([of]) => of);
  const bids = await views(ids, (id) => ['getBid', [id]]);
  const [active] = await chain.view('getActiveProviders', [0n, 1_000_000n], at);
  const providers = [...new Set([...active, ...bids.map((bid) => bid.provider)])];
  const pairs = [...new Set(bids.map((bid) => `${bid.modelId} ${bid.provider}`))];
  return {
    block: at,
    bids: byKey(ids, bids),
    activeProviders: active,
    providers: byKey(providers, await views(providers, (who) => ['getProvider', [who]])),
    modelStats: byKey(models, await views(models, (id) => ['getModelStats', [id]])),
    pairStats: byKey(pairs, await views(pairs, (pair) => ['getProviderModelStats', pair.split(' ')])),
  };
}

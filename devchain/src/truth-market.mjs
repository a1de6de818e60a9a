// What the views say of the market, decoded by viem: to hold another decoder against.
import { getAddress } from 'viem';
import { topics } from './contracts.mjs';

const text = (value) => JSON.parse(JSON.stringify(value, (_, v) => (typeof v === 'bigint' || typeof v === 'number' ? String(v) : v)));

const byKey = (keys, values) => Object.fromEntries(keys.map((key, i) => [key, text(values[i])]));

/** Everybody who ever registered as a provider, by the logs: the views only list the active ones. */
async function registered({ rpc, diamond }) {
  const logs = await rpc.call('eth_getLogs', [{ address: diamond, fromBlock: '0x0', toBlock: 'latest', topics: [topics.ProviderRegistered] }]);
  return logs.map((log) => getAddress(`0x${log.topics[1].slice(26)}`));
}

/** Every bid that a model ever had, whoever registered as a provider, and all statistics, at the head. */
export async function marketTruth(chain) {
  const at = chain.head;
  const views = (keys, make) => chain.views(keys.map(make), at);
  const [models] = await chain.view('getModelIds', [0n, 1_000_000n], at);
  const lists = await views(models, (id) => ['getModelBids', [id, 0n, 1_000_000n]]);
  const ids = lists.flatMap(([of]) => of);
  const bids = await views(ids, (id) => ['getBid', [id]]);
  const [active] = await chain.view('getActiveProviders', [0n, 1_000_000n], at);
  const providers = [...new Set(await registered(chain))];
  const pairs = [...new Set(bids.map((bid) => `${bid.modelId} ${bid.provider}`))];
  return {
    block: at,
    providerMinimumStake: String(await chain.view('getProviderMinimumStake', [], at)),
    bids: byKey(ids, bids),
    activeProviders: active,
    providers: byKey(providers, await views(providers, (who) => ['getProvider', [who]])),
    modelStats: byKey(models, await views(models, (id) => ['getModelStats', [id]])),
    pairStats: byKey(pairs, await views(pairs, (pair) => ['getProviderModelStats', pair.split(' ')])),
  };
}

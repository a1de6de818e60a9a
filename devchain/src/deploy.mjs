// Deploys the whole protocol, and cuts its session router from version to version.
import { encodeFunctionData, keccak256, maxUint256, toFunctionSelector, toHex, zeroAddress } from 'viem';
import { contracts, selectorsOf } from './contracts.mjs';
import { signer } from './signing.mjs';

const MOR = 10n ** 18n;
export const MULTICALL3 = '0xcA11bde05977b3631167028862bE2a173976CA11';
const ADD = 0;
const REMOVE = 2;
const ROUTERS = { classic: 'SessionRouterClassic', daylock: 'SessionRouterDayLock', pool: 'SessionRouterPool' };

const linear = (initial, decrease) => ({
  initialReward: initial, rewardDecrease: decrease, payoutStart: 1707393600n, decreaseInterval: 86400n,
});
/** Base's emission pools: four of 3456 MOR a day and one of 576. Index 3 is the compute pool. */
export const basePools = [0, 1, 2, 3].map(() => linear(3456n * MOR, 592558728240000000n)).concat(linear(576n * MOR, 98759788040000000n));

export const defaults = {
  pools: basePools, maxDuration: 7n * 86400n, minPrice: 10n ** 13n, maxPrice: 10n ** 16n,
  providerMin: MOR / 5n, modelMin: MOR / 10n, bidFee: MOR * 3n / 10n, supply: 42_000_000n * MOR,
};

async function deployFacets(chain, owner) {
  const facets = {};
  for (const name of ['ProviderRegistry', 'ModelRegistry', 'Marketplace', 'Delegation', 'SessionRouterClassic']) {
    facets[name] = await chain.deploy(owner, name);
  }
  return facets;
}

function additions(name, address) {
  const own = selectorsOf(name);
  const stats = name.startsWith('SessionRouter') ? own.filter((s) => ['0xce535723', '0x1b26c116'].includes(s)) : [];
  const groups = [own.filter((s) => !stats.includes(s)), stats].filter((group) => group.length > 0);
  return groups.map((functionSelectors) => ({ facetAddress: address, action: ADD, functionSelectors }));
}

async function initialise(chain, owner, settings) {
  const calls = [
    ['__ProviderRegistry_init', []],
    ['__ModelRegistry_init', []],
    ['__Marketplace_init', [chain.token, settings.minPrice, settings.maxPrice]],
    ['__SessionRouter_init', [chain.fundingAccount, settings.maxDuration, settings.pools]],
    ['__Delegation_init', [chain.registry]],
    ['providerSetMinStake', [settings.providerMin]],
    ['modelSetMinStake', [settings.modelMin]],
    ['setMarketplaceBidFee', [settings.bidFee]],
  ];
  calls.forEach(([name, args]) => chain.send(chain.diamondTx(owner, name, args)));
  const receipts = await chain.mine();
  if (receipts.some((receipt) => !receipt.ok)) throw new Error('the protocol could not be initialised');
}

/** One key may sign for every provider: the stub registry says that it is everybody's delegate. */
async function trustSigner(chain, owner) {
  const args = [signer, keccak256(toHex('delegation.rules.provider')), true];
  const data = encodeFunctionData({ abi: contracts.DelegateRegistryStub.abi, functionName: 'delegateEveryone', args });
  await chain.must({ from: owner, to: chain.registry, data });
}

/** Deploys token, Diamond (classic) and helpers; fills in `chain`'s addresses. */
export async function deploy(chain, { owner, fundingAccount, multicall3 = false, settings = defaults, allowFunding = true }) {
  Object.assign(chain, { owner, fundingAccount, version: 'classic' });
  chain.token = await chain.deploy(owner, 'MorToken', [settings.supply]);
  chain.registry = await chain.deploy(owner, 'DelegateRegistryStub');
  chain.diamond = await chain.deploy(owner, 'Diamond');
  const facets = await deployFacets(chain, owner);
  const cut = Object.entries(facets).flatMap(([name, address]) => additions(name, address));
  await chain.must(chain.diamondTx(owner, 'diamondCut', [cut, zeroAddress, '0x']));
  await initialise(chain, owner, settings);
  await trustSigner(chain, owner);
  if (allowFunding) await chain.must(chain.tokenTx(fundingAccount, 'approve', [chain.diamond, maxUint256 / 2n]));
  if (multicall3) await chain.rpc.call('anvil_setCode', [MULTICALL3, contracts.Multicall3.deployed]);
  chain.multicall3 = multicall3 ? MULTICALL3 : undefined;
  chain.deployedAt = chain.head;
}

/** What each version's code is, for whoever explains its closes: `hash=rule`. */
export const closeRules = Object.entries({ classic: 'classic', daylock: 'day-lock', pool: 'pool' })
  .map(([version, rule]) => `${keccak256(contracts[ROUTERS[version]].deployed)}=${rule}`);

/** What version is in force, as the Diamond itself tells by its facets. */
export async function versionOf(chain) {
  const [pool, router] = await Promise.all(['function settleExpiredSession(bytes32)', 'function closeSession(bytes,bytes)']
    .map((f) => chain.view('facetAddress', [toFunctionSelector(f)])));
  if (BigInt(pool) !== 0n) return 'pool';
  const code = await chain.rpc.call('eth_getCode', [router, 'latest']);
  return code === contracts.SessionRouterDayLock.deployed ? 'daylock' : 'classic';
}

/** The same code with a byte behind it that nothing reaches: as good as another compiler's build. */
async function foreign(chain, name) {
  const address = await chain.deploy(chain.owner, name);
  await chain.rpc.call('anvil_setCode', [address, `${contracts[name].deployed}00`]);
  return address;
}

/** Cuts the running router out and the next version in, in one `DiamondCut`; `unknown` code does the same as ours. */
export async function upgrade(chain, to, time, unknown = false) {
  if (!ROUTERS[to]) throw new Error(`no such version: ${to} (known: ${Object.keys(ROUTERS)})`);
  const running = await chain.view('facetAddress', [toFunctionSelector('function closeSession(bytes,bytes)')]);
  const remove = [{ facetAddress: running, action: REMOVE, functionSelectors: await chain.view('facetFunctionSelectors', [running]) }];
  if (await versionOf(chain) === 'pool') remove.push(await poolFacetRemoval(chain));
  const add = additions(ROUTERS[to], unknown ? await foreign(chain, ROUTERS[to]) : await chain.deploy(chain.owner, ROUTERS[to]));
  if (to === 'pool') add.push(...additions('DelegateStaking', await chain.deploy(chain.owner, 'DelegateStaking')));
  const args = [[...remove, ...add], zeroAddress, '0x'];
  await chain.must(chain.diamondTx(chain.owner, 'diamondCut', args), Math.max(time ?? chain.time + 2, chain.time + 1));
  chain.version = to;
}

async function poolFacetRemoval(chain) {
  const facetAddress = await chain.view('facetAddress', [toFunctionSelector('function getStakingPool(address)')]);
  return { facetAddress, action: REMOVE, functionSelectors: await chain.view('facetFunctionSelectors', [facetAddress]) };
}

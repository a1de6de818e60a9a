// Re-executes a recorded history on our contracts and counts what comes out differently.
import { startAnvil } from '../anvil.mjs';
import { Chain } from '../chain.mjs';
import { defaults, deploy } from '../deploy.mjs';
import { readTruth } from '../truth.mjs';
import { readActs } from './acts.mjs';
import { Executor, selectorsOfCut, shown } from './executor.mjs';
import { decodeLog } from './recording.mjs';
import { differencesOf } from './truths.mjs';

const DEPLOYMENT_ENDS = 12;

/** The settings that the recording's first events show. */
function settingsOf(recording) {
  const value = (name) => Object.values(recording.logs.find((log) => log.name === name).args);
  const [minPrice, maxPrice] = value('MarketplaceBidMinMaxPriceUpdated');
  const [[providerMin], [modelMin], [bidFee]] = ['ProviderMinimumStakeUpdated', 'ModelMinimumStakeUpdated', 'MaretplaceFeeUpdated'].map(value);
  return { ...defaults, minPrice, maxPrice, providerMin, modelMin, bidFee };
}

async function prepare(chain, recording) {
  const { logs, deployment } = recording;
  const owner = logs.find((log) => log.name === 'OwnershipTransferred').args.newOwner;
  const options = { owner, fundingAccount: deployment.fundingAccount, settings: settingsOf(recording), allowFunding: false };
  await chain.sync();
  await deploy(chain, options);
  const moved = ['token', 'diamond'].filter((name) => chain[name] !== deployment[name]);
  if (moved.length > 0) throw new Error(`the replay's ${moved} got another address than in the recording`);
}

/** The deployment's events, of which only addresses may differ; its cut is compared by selectors. */
async function compareDeployment(chain, recording) {
  const early = (logs) => logs.filter((log) => log.name !== 'DelegationRegistryUpdated').map((log) => (log.name === 'DiamondCut'
    ? [...selectorsOfCut(log.args)].sort().join() : shown([log])[0]));
  const theirs = early(recording.logs.filter((log) => log.block <= DEPLOYMENT_ENDS));
  const ours = early((await chain.logs(0)).map(decodeLog));
  return theirs.flatMap((line, i) => (line === ours[i] ? [] : [{ block: 0, kind: 'deployment', recorded: [line], ours: [ours[i]] }]));
}

async function compareTruth(chain, recorded) {
  await chain.mine(Number(recorded.timestamp));
  return { block: recorded.block, ...differencesOf(recorded, await readTruth(chain)) };
}

async function playAll(chain, recording) {
  const executor = new Executor(chain, recording);
  executor.report.differences.push(...await compareDeployment(chain, recording));
  const truths = [];
  const waiting = [...recording.truths];
  for (const act of readActs(recording, DEPLOYMENT_ENDS + 1)) {
    while (waiting[0]?.block < act.block) truths.push(await compareTruth(chain, waiting.shift()));
    await executor.run(act);
  }
  while (waiting.length > 0) truths.push(await compareTruth(chain, waiting.shift()));
  return { ...executor.report, truths };
}

/** `{acts, logs, differences, notExecuted, derived, truths}`. */
export async function replay(recording) {
  const startTime = recording.logs[0].time - 2;
  const anvil = await startAnvil({ startTime });
  try {
    const chain = new Chain(anvil.rpc, anvil.url);
    await prepare(chain, recording);
    return await playAll(chain, recording);
  } finally {
    await anvil.stop();
  }
}

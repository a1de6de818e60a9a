// What `./morlens run` shows without a network: ten days of life up to this minute, then on in real time.
import { runScenario } from './scenarios/index.mjs';
import { upgrade } from './deploy.mjs';

const DAY = 86_400;
const BLOCK = 200;
const ACT_A_BLOCK = 0.05;

const wallClock = () => Math.floor(Date.now() / 1000);
const startOfDay = (time) => time - (time % DAY);

/** Situations that have to be hours old, in the evening before the last midnight. */
const BEFORE_MIDNIGHT = [
  ['retained-stake'], ['direct-payment-due'], ['pool-queue'], ['overdue-session', { dry: false }], ['many-holds', { count: 310 }],
  ['locked-hold', { label: 'claimable hold' }], ['pool-session', { seconds: 3 * DAY }], ['running-session', { seconds: 3 * DAY }],
  ['smart-account'], ['delegated-account'], ['empty-wallet'], ['provider-stake'], ['model-owner'],
];

async function ages({ chain, director }, actions, from, until) {
  const part = (share) => Math.round(from + (until - from) * share);
  const play = (share, end) => director.play(Math.round(actions * share), { until: part(end) });
  await play(0.4, 0.4);
  await upgrade(chain, 'daylock', part(0.4));
  await play(0.3, 0.7);
  await upgrade(chain, 'pool', part(0.7));
  await play(0.3, 1);
}

/** Plays the history and stages a wallet in every state; the chain's time is then about the wall clock's. */
export async function stageHistory(session, { actions = 900, startTime, days }) {
  const { chain, stage, director } = session;
  const end = startTime + days * DAY;
  const midnight = startOfDay(end);
  await ages(session, actions, chain.time, midnight - 8 * 3_600);
  await stage.fillFunding(1_000n * 10n ** 18n);
  for (const [name, options] of BEFORE_MIDNIGHT) await runScenario(stage, name, options);
  await director.play(Math.round(actions / 20), { until: Math.max(midnight, chain.time + 1) });
  if (chain.time < midnight) await chain.mine(midnight);
  await runScenario(stage, 'locked-hold', { after: Math.max(5, Math.min(900, (end - chain.time) >> 1)) });
  await director.play(Math.round(actions / 20), { until: end - 60 });
  await stage.drainFunding();
  if (chain.time < end) await chain.mine(end);
}

/** One block at the wall clock's time in whole seconds, with an act in it or empty. */
export function liveBlock({ chain, director }, acts) {
  const time = Math.max(chain.time, wallClock());
  return acts ? director.block(1, time) : chain.mine(time);
}

/** Five blocks a second, an act every few seconds, until stopped. */
export function liveOn(session, turn) {
  const { director } = session;
  let timer;
  let stopped = false;
  const block = () => liveBlock(session, director.rng.chance(ACT_A_BLOCK));
  const tick = async () => {
    await turn(block).catch((error) => process.stderr.write(`devchain: ${error.message}\n`));
    if (!stopped) timer = setTimeout(tick, BLOCK);
  };
  timer = setTimeout(tick, BLOCK);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

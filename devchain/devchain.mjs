#!/usr/bin/env node
// The development chain's command line: prints `ready`, then answers one JSON line per command line.
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import { DevSession } from './src/session.mjs';

const OPTIONS = {
  port: { type: 'string', default: '0' }, 'rpc-port': { type: 'string', default: '0' }, seed: { type: 'string' },
  multicall3: { type: 'boolean', default: false }, days: { type: 'string', default: '10' }, 'ends-now': { type: 'boolean', default: false },
  'start-time': { type: 'string' }, 'old-states': { type: 'string' }, serve: { type: 'boolean', default: false }, actions: { type: 'string' },
};
const DEFAULT_START = 1_780_304_400;
const DAY = 86_400;
// A chain that lives on makes 432,000 blocks a day, each with a state of a megabyte or two on the disk.
const OLD_STATES_OF_A_LIVING_CHAIN = 500;

const say = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);
const note = (text) => process.stderr.write(`devchain: ${text}\n`);

function readOptions() {
  const { values } = parseArgs({ options: OPTIONS });
  const days = Number(values.days);
  const now = Math.floor(Date.now() / 1000);
  const endsNow = values['ends-now'] || (values.serve && !values['start-time']);
  return {
    port: Number(values.port), rpcPort: Number(values['rpc-port']), multicall3: values.multicall3, serve: values.serve,
    seed: Number(values.seed ?? now), days, actions: values.actions && Number(values.actions),
    oldStates: values.serve ? OLD_STATES_OF_A_LIVING_CHAIN : values['old-states'] && Number(values['old-states']),
    startTime: endsNow ? now - days * DAY : Number(values['start-time'] ?? DEFAULT_START),
  };
}

async function answer(session, line) {
  let command = {};
  try {
    command = JSON.parse(line);
    return { id: command.id, ok: true, ...await session.run(command) };
  } catch (error) {
    return { id: command.id, ok: false, error: error.message };
  }
}

/** Commands are carried out one after the other, in the order they came. */
async function serveCommands(session, turn) {
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const reply = await turn(() => answer(session, line));
    say(reply);
    if (reply.ok && JSON.parse(line).cmd === 'quit') return;
  }
}

/** Lets one job at a time touch the chain. */
function turnstile() {
  let last = Promise.resolve();
  return (job) => (last = last.then(job, job));
}

async function main() {
  const options = readOptions();
  if (!Number.isSafeInteger(options.seed)) throw new Error('--seed takes a whole number');
  note(`seed ${options.seed}`);
  const session = await DevSession.start(options);
  const turn = turnstile();
  const stop = async () => {
    await session.stop();
    process.exit(0);
  };
  process.on('SIGTERM', stop).on('SIGINT', stop).on('SIGHUP', stop);
  let live;
  if (options.serve) {
    const { stageHistory, liveOn } = await import('./src/serve.mjs');
    await stageHistory(session, options);
    say({ event: 'ready', ...session.facts(), ...await session.run({ cmd: 'samples' }) });
    live = liveOn(session, turn);
  } else {
    say({ event: 'ready', ...session.facts() });
  }
  await serveCommands(session, turn);
  live?.stop();
  await stop();
}

await main().catch((error) => {
  note(error.stack);
  process.exit(1);
});

// Starts and stops one anvil with explicit mining; it dies with this process.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { Rpc } from './rpc.mjs';
import { stateDirectory } from './states.mjs';

// Each anvil with the directory of its states.
const running = new Map();
process.on('exit', () => {
  for (const child of running.keys()) child.kill('SIGKILL');
  for (const states of running.values()) states.remove();
});

/** Of how many old blocks a chain knows its state, beside the newest few hundred that anvil holds in memory. */
const ALL_STATES = 1_000_000;

/** A port that was free a moment ago. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** Anvil's own program, without the Node wrapper that would stay between us and it. */
function binary() {
  const require = createRequire(import.meta.url);
  const platform = { x64: 'amd64' }[process.arch] ?? process.arch;
  return require.resolve(`@foundry-rs/anvil-${process.platform}-${platform}/bin/anvil`);
}

// On Linux anvil also ends when this process is killed too hard to say goodbye.
const LEASH = '/usr/bin/setpriv';

function launch(args) {
  const stdio = ['ignore', 'ignore', 'inherit'];
  if (existsSync(LEASH)) return spawn(LEASH, ['--pdeathsig', 'KILL', binary(), ...args], { stdio });
  return spawn(binary(), args, { stdio });
}

function flags({ port, startTime, chainId, oldStates, states }) {
  return [
    '--port', String(port), '--host', '127.0.0.1', '--chain-id', String(chainId), '--timestamp', String(startTime),
    '--no-mining', '--order', 'fifo', '--auto-impersonate', '--quiet', '--accounts', '1',
    '--hardfork', 'cancun', '--block-base-fee-per-gas', '0', '--gas-price', '0', '--disable-min-priority-fee',
    '--gas-limit', '2000000000', '--no-request-size-limit',
    '--cache-path', states.path, '--max-persisted-states', String(oldStates),
  ];
}

async function untilReady(rpc, child) {
  for (let tries = 0; tries < 300; tries++) {
    if (child.exitCode !== null) throw new Error(`anvil ended at once, with code ${child.exitCode}`);
    try {
      return await rpc.call('eth_chainId', []);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  throw new Error('anvil did not answer within 15 s');
}

/** Starts anvil: `{rpc, url, stop}`. Port 0 takes a free one. */
export async function startAnvil({ port = 0, startTime, chainId = 31337, oldStates = ALL_STATES }) {
  const at = port || await freePort();
  const states = stateDirectory();
  const child = launch(flags({ port: at, startTime, chainId, oldStates, states }));
  running.set(child, states);
  const ended = new Promise((resolve) => child.once('exit', () => {
    running.delete(child);
    states.remove();
    resolve();
  }));
  const url = `http://127.0.0.1:${at}`;
  const rpc = new Rpc(at);
  await untilReady(rpc, child);
  const stop = () => {
    rpc.close();
    child.kill('SIGKILL');
    return ended;
  };
  return { rpc, url, stop };
}

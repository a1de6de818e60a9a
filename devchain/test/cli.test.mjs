// The command line: one line per command, nothing left behind.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

const script = fileURLToPath(new URL('../devchain.mjs', import.meta.url));

function start(...args) {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', 'ignore'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const read = async () => JSON.parse((await lines.next()).value);
  const ask = (command) => {
    child.stdin.write(`${JSON.stringify(command)}\n`);
    return read();
  };
  return { child, read, ask };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => { socket.destroy(); resolve(true); }).once('error', () => resolve(false));
  });
}

async function goneWithin(port, tries = 40) {
  for (let i = 0; i < tries && await answers(port); i++) await new Promise((resolve) => setTimeout(resolve, 50));
  return !await answers(port);
}

test('commands are answered in order, errors named, and end of input ends the node', async () => {
  const { child, read, ask } = start('--seed', '7', '--multicall3');
  const folder = mkdtempSync(`${tmpdir()}/devchain-`);
  const ready = await read();
  assert.equal(ready.event, 'ready');
  assert.equal(ready.seed, 7);
  assert.equal(ready.multicall3, '0xcA11bde05977b3631167028862bE2a173976CA11');
  const played = await ask({ id: 1, cmd: 'play', actions: 20 });
  assert.ok(played.ok && played.head > ready.head);
  assert.deepEqual((await ask({ id: 2, cmd: 'midnight' })).timestamp % 86_400, 0);
  const truth = await ask({ id: 3, cmd: 'truth', file: `${folder}/truth.json.gz` });
  assert.equal(truth.fullDifference, '0');
  const written = JSON.parse(gunzipSync(readFileSync(`${folder}/truth.json.gz`)));
  assert.equal(written.block, truth.block);
  assert.match((await ask({ id: 4, cmd: 'dance' })).error, /no such command: dance/);
  assert.ok((await ask({ id: 5, cmd: 'scenarios' })).scenarios.length > 20);
  rmSync(folder, { recursive: true });
  child.stdin.end();
  await once(child, 'exit');
  assert.ok(await goneWithin(Number(new URL(ready.rpcUrl).port)));
});

for (const signal of ['SIGTERM', 'SIGKILL']) {
  test(`${signal} leaves no node behind`, { skip: signal === 'SIGKILL' && process.platform !== 'linux' }, async () => {
    const { child, read } = start('--seed', '8');
    const port = Number(new URL((await read()).rpcUrl).port);
    child.kill(signal);
    await once(child, 'exit');
    assert.ok(await goneWithin(port));
  });
}

test('serving: every state is there at once, and life goes on in real time', async () => {
  const { child, read, ask } = start('--seed', '11', '--serve', '--actions', '150');
  const ready = await read();
  const labels = ready.samples.map((sample) => sample.label);
  for (const label of ['claimable hold', 'locked hold', 'running session', '300 hold rows or more', 'pool funder', 'empty wallet with a past']) {
    assert.ok(labels.includes(label), `${label} in ${labels}`);
  }
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const later = await ask({ id: 1, cmd: 'scenarios' });
  assert.ok(later.head > ready.head, 'blocks come by themselves');
  child.kill('SIGTERM');
  await once(child, 'exit');
});

// What anvil puts on the disk is where we say, bounded, and gone with it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { startAnvil } from '../src/anvil.mjs';
import { ALL, stateDirectory } from '../src/states.mjs';
import { START } from './chains.mjs';

const ours = () => readdirSync(ALL).filter((name) => name.startsWith(`${process.pid}-`)).map((name) => join(ALL, name));
const filesIn = (directory) => readdirSync(directory, { recursive: true }).filter((name) => name.endsWith('.json'));

async function eventually(expected, holds) {
  for (let tries = 0; !await holds(); tries++) {
    assert.ok(tries < 200, `expected ${expected}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A chain of more blocks than anvil holds in memory. */
async function longChain(options, look) {
  const anvil = await startAnvil({ startTime: START, ...options });
  try {
    const [directory] = ours();
    await anvil.rpc.call('anvil_mine', ['0x320']);
    await look(() => filesIn(directory).length, () => anvil.rpc.call('eth_getBalance', [`0x${'11'.repeat(20)}`, '0x1']));
  } finally {
    await anvil.stop();
  }
}

test('old states are kept, and are gone when the chain has ended', async () => {
  await longChain({}, async (files, oldBalance) => {
    await eventually('more than 100 states on the disk', () => files() > 100);
    assert.equal(await oldBalance(), '0x0');
  });
  assert.deepEqual(ours(), []);
});

test('no more old states are kept than were asked for', async () => {
  await longChain({ oldStates: 20 }, async (files, oldBalance) => {
    await eventually('the first block to be forgotten', () => oldBalance().then(() => false, () => true));
    assert.ok(files() > 0 && files() <= 20, `${files()} states on the disk`);
  });
});

test('what a killed process left is removed, and what a running one needs is not', () => {
  const folder = mkdtempSync(join(tmpdir(), 'states-'));
  try {
    const made = stateDirectory(folder);
    const [, namespace] = basename(made.path).split('-');
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const directory = (name) => join(folder, name);
    const left = [`${gone}-${namespace}-left`, `${gone}-elsewhere-old`];
    const used = [`${process.ppid}-${namespace}-used`, `${gone}-elsewhere-used`];
    [...left, ...used].forEach((name) => mkdirSync(directory(name)));
    utimesSync(directory(left[1]), 0, 0);
    stateDirectory(folder).remove();
    assert.deepEqual(readdirSync(folder).sort(), [basename(made.path), ...used].sort());
    made.remove();
    assert.deepEqual(readdirSync(folder).sort(), used.sort());
  } finally {
    rmSync(folder, { recursive: true });
  }
});

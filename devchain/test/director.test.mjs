// The director: one seed, one chain; every version solvent to the wei; reorganisations survived.
// Rules: docs/protocol.md, P9 and P10.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keccak256, toHex } from 'viem';
import { readTruth } from '../src/truth.mjs';
import { fresh } from './chains.mjs';

const SEED = Number(process.env.MORLENS_SEED ?? 20_260_806);

async function checksum({ chain }) {
  const logs = await chain.logs();
  return keccak256(toHex(JSON.stringify(logs.map((log) => [log.blockNumber, log.transactionIndex, log.topics, log.data]))));
}

async function life(seed, actions) {
  const session = await fresh({ seed });
  try {
    const played = [];
    for (const to of ['daylock', 'pool', undefined]) {
      played.push(await session.director.play(actions));
      const { solvency } = await readTruth(session.chain);
      assert.equal(solvency.fullDifference, '0', `seed ${seed} before ${to ?? 'the end'}`);
      if (to) await session.run({ cmd: 'upgrade', to });
    }
    return { checksum: await checksum(session), played };
  } finally {
    await session.stop();
  }
}

test(`the same seed plays the same chain, another seed another one (MORLENS_SEED=${SEED})`, async () => {
  const [one, again, other] = [await life(SEED, 120), await life(SEED, 120), await life(SEED + 1, 40)];
  assert.equal(one.checksum, again.checksum);
  assert.notEqual(one.checksum, other.checksum);
  const kinds = new Set(one.played.flatMap(({ actions }) => Object.keys(actions)));
  assert.ok(kinds.size > 20, `${kinds.size} kinds of acts`);
});

test('a reorganisation puts other blocks at the same heights, and a session under its old id with other facts', async () => {
  const session = await fresh({ seed: SEED });
  try {
    const { chain, director } = session;
    let before, openings, fork, sameIds = [];
    // Ids come back only where the first opening that is lost was a person's, so not from every reorganisation.
    for (let tries = 0; tries < 8 && sameIds.length === 0; tries++) {
      await director.play(60);
      before = await Promise.all([2, 1, 0].map((back) => chain.rpc.call('eth_getBlockByNumber', [toHex(chain.head - back), false])));
      openings = await chain.rpc.call('eth_getLogs', [{ address: chain.diamond, fromBlock: '0x0' }]);
      ({ fork, sameIds } = await session.run({ cmd: 'reorg', depth: Math.min(12, chain.head - chain.deployedAt - 5) }));
    }
    assert.ok(sameIds.length > 0, 'an id came back');
    assert.ok(openings.some((log) => log.topics[2] === sameIds[0] && Number(log.blockNumber) > fork));
    for (const old of before) {
      const now = await chain.rpc.call('eth_getBlockByNumber', [old.number, false]);
      assert.notEqual(now.hash, old.hash);
    }
    await director.play(30);
    assert.equal((await readTruth(chain)).solvency.fullDifference, '0');
  } finally {
    await session.stop();
  }
});

// Our contracts against what the real ones logged: nothing may differ.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { test } from 'node:test';
import { readRecording } from '../src/replay/recording.mjs';
import { replay } from '../src/replay/replay.mjs';

const folder = fileURLToPath(new URL('../../../shared/histories/real-contracts', import.meta.url));
const recording = readRecording(folder);
const skip = !recording && process.env.CI !== 'true' ? `no recorded history in ${folder}` : false;

test('re-executing the recorded history gives every log and every truth again', { skip }, async () => {
  assert.ok(recording, `the recorded history is missing in ${folder}`);
  const report = await replay(recording);
  assert.deepEqual(report.notExecuted, []);
  assert.deepEqual(report.differences, []);
  assert.deepEqual(report.truths.flatMap(({ block, differences }) => differences.map((d) => ({ block, ...d }))), []);
  assert.equal(report.truths.length, recording.truths.length);
  assert.ok(report.logs > 4_000);
});

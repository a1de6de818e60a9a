#!/usr/bin/env node
// Checks our contracts against the recorded history of the real ones: node replay.mjs [folder]
import { fileURLToPath } from 'node:url';
import { readRecording } from './src/replay/recording.mjs';
import { replay } from './src/replay/replay.mjs';

const folder = process.argv[2] ?? fileURLToPath(new URL('../../shared/histories/real-contracts', import.meta.url));
const recording = readRecording(folder);
if (!recording) {
  process.stderr.write(`no recorded history in ${folder}\n`);
  process.exit(2);
}

const say = (line) => process.stdout.write(`${line}\n`);
const json = (value) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : v));

const report = await replay(recording);
say(`${report.acts} acts, ${report.logs} logs compared, ${report.differences.length} acts differ, ${report.notExecuted.length} not executed`);
say(`told by no log, and so derived: ${json(report.derived)}`);
report.differences.slice(0, 20).forEach((difference) => say(`  ${json(difference)}`));
report.notExecuted.forEach((act) => say(`  not executed: ${act}`));
for (const { block, differences, unknowable } of report.truths) {
  say(`truth at ${block}: ${differences.length} differences (${unknowable.length} texts that no log tells)`);
  differences.slice(0, 12).forEach((difference) => say(`  ${json(difference)}`));
}
const clean = report.differences.length === 0 && report.notExecuted.length === 0 && report.truths.every((t) => t.differences.length === 0);
process.exitCode = clean ? 0 : 1;

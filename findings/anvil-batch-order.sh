#!/usr/bin/env bash
# anvil answers the calls of a JSON-RPC batch concurrently. JSON-RPC 2.0 allows that, but geth, reth and erigon answer in order,
# and anvil is used as their stand-in: a block that is mined in a batch is not seen by the questions behind it in the same batch.
# Whoever sets the time of the next block, mines it and reads it does each in a request of its own.
set -euo pipefail
version=1.7.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error "@foundry-rs/anvil@$version" >/dev/null
cat >try.mjs <<'END'
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
const require = createRequire(import.meta.url);
const platform = { x64: 'amd64' }[process.arch] ?? process.arch;
const program = require.resolve(`@foundry-rs/anvil-${process.platform}-${platform}/bin/anvil`);
const port = await new Promise((done) => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = server.address();
    server.close(() => done(free));
  });
});
const anvil = spawn(program, ['--port', String(port), '--no-mining', '--quiet', '--max-persisted-states', '0'], { stdio: 'ignore' });
const post = async (body) => (await fetch(`http://127.0.0.1:${port}`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body),
})).json();
const call = (id, method) => ({ jsonrpc: '2.0', id, method, params: [] });
for (let tries = 0; ; tries++) {
  try {
    await post(call(1, 'eth_chainId'));
    break;
  } catch (error) {
    if (tries === 200) throw error;
    await new Promise((done) => { setTimeout(done, 50); });
  }
}
const times = 30;
let inOrder = 0;
for (let n = 0; n < times; n++) {
  const before = Number((await post(call(1, 'eth_blockNumber'))).result);
  const answers = await post([1, 3, 5, 7, 9].flatMap((id) => [call(id, 'evm_mine'), call(id + 1, 'eth_blockNumber')]));
  const seen = answers.filter(({ id }) => id % 2 === 0).sort((one, other) => one.id - other.id).map(({ result }) => Number(result) - before);
  if (n < 3) console.log(`blocks seen after each of five: ${seen.join(' ')} (in order it would be 1 2 3 4 5)`);
  if (seen.join() === '1,2,3,4,5') inOrder++;
}
anvil.kill('SIGKILL');
console.log(`in order: ${inOrder} of ${times} batches`);
process.exit(inOrder === times ? 1 : 0);
END
echo "anvil $version, a batch of five times evm_mine and eth_blockNumber:"
node try.mjs || { echo "changed: every batch was answered in order" >&2; exit 1; }

#!/usr/bin/env bash
# anvil writes the states of blocks that it does not keep in memory below the home folder of its user (.foundry/anvil/tmp), unless
# it is told otherwise, and leaves them there however it is ended: by Ctrl-C (SIGINT), SIGTERM or SIGKILL. The next anvil does not
# clear them away either. With real contracts a block's state takes a megabyte or two, so that a day of tests fills a disk.
# --cache-path puts them elsewhere, --max-persisted-states bounds their number.
set -euo pipefail
version=1.7.1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --no-audit --no-fund --loglevel=error "@foundry-rs/anvil@$version" >/dev/null
mkdir home
cat >try.mjs <<'END'
import { spawn } from 'node:child_process';
import { once } from 'node:events';
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
const anvil = spawn(program, ['--port', String(port), '--no-mining', '--quiet'], { stdio: 'ignore', env: { ...process.env, HOME: process.argv[2] } });
const post = async (method, params = []) => (await fetch(`http://127.0.0.1:${port}`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
})).json();
for (let tries = 0; ; tries++) {
  try {
    await post('eth_chainId');
    break;
  } catch (error) {
    if (tries === 200) throw error;
    await new Promise((done) => { setTimeout(done, 50); });
  }
}
for (let n = 0; n < 1000; n++) await post('evm_mine');
anvil.kill(process.argv[3]);
await once(anvil, 'exit');
END
left() { find home -type f -path '*.foundry/anvil/tmp/*' | wc -l; }
before=0
for signal in SIGINT SIGTERM SIGKILL; do
  node try.mjs "$folder/home" "$signal"
  now=$(left)
  echo "anvil $version, 1,000 empty blocks, then $signal: $((now - before)) files more below the home folder"
  [ "$now" -gt "$before" ] || { echo "changed: nothing is left behind after $signal" >&2; exit 1; }
  before=$now
done

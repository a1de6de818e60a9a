// Compiles contracts/*.sol into build/contracts.json; a build of the same sources is left alone.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = `${here}build/contracts.json`;
const settings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'cancun',
  metadata: { bytecodeHash: 'none', appendCBOR: false },
  outputSelection: { '*': { '*': ['abi', 'evm.bytecode.object', 'evm.deployedBytecode.object'] } },
};

function readSources() {
  const names = readdirSync(`${here}contracts`).filter((name) => name.endsWith('.sol')).sort();
  return Object.fromEntries(names.map((name) => [name, { content: readFileSync(`${here}contracts/${name}`, 'utf8') }]));
}

function hashOf(sources) {
  return createHash('sha256').update(JSON.stringify({ sources, settings })).digest('hex');
}

function run(sources) {
  const solc = createRequire(import.meta.url)('solc');
  const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })));
  const errors = (output.errors ?? []).filter((error) => error.severity === 'error');
  if (errors.length > 0) throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
  const found = Object.values(output.contracts).flatMap(Object.entries);
  return Object.fromEntries(found.map(([name, contract]) => [name, {
    abi: contract.abi,
    bytecode: `0x${contract.evm.bytecode.object}`,
    deployed: `0x${contract.evm.deployedBytecode.object}`,
  }]));
}

/** The contracts by name: `{abi, bytecode, deployed}`. */
export function compile() {
  const sources = readSources();
  const hash = hashOf(sources);
  if (existsSync(out)) {
    const built = JSON.parse(readFileSync(out, 'utf8'));
    if (built.hash === hash) return built.contracts;
  }
  const contracts = run(sources);
  mkdirSync(`${here}build`, { recursive: true });
  writeFileSync(`${out}.${process.pid}`, JSON.stringify({ hash, contracts }));
  renameSync(`${out}.${process.pid}`, out);
  return contracts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.stderr.write(`${Object.keys(compile()).length} contracts in build/contracts.json\n`);
}

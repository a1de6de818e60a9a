// Named situations: each stages one in which a rule of docs/protocol.md matters, and returns what it made.
import { basics } from './basics.mjs';
import { claims } from './claims.mjs';
import { holds } from './holds.mjs';
import { pools } from './pools.mjs';
import { providers } from './providers.mjs';
import { troubles } from './troubles.mjs';

const scenarios = { ...basics, ...claims, ...holds, ...providers, ...pools, ...troubles };

export const scenarioNames = () => Object.keys(scenarios);

/** bigints become decimal strings on their way out. */
function plain(value) {
  return JSON.parse(JSON.stringify(value ?? null, (_, v) => (typeof v === 'bigint' ? String(v) : v)));
}

export async function runScenario(stage, name, options) {
  const scenario = scenarios[name];
  if (!scenario) throw new Error(`no such scenario: ${name} (known: ${scenarioNames().join(', ')})`);
  return plain(await scenario(stage, options));
}

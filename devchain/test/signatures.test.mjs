// Our contracts against the signatures of the real ones: what a replica gets wrong, no test on it can notice.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { toEventSelector, toFunctionSelector } from 'viem';
import { contracts } from '../src/contracts.mjs';

const real = (name) => JSON.parse(readFileSync(new URL(`../../src/test/resources/abi/${name}.json`, import.meta.url), 'utf8'));
const diamond = real('diamond');
const token = real('builders-and-token').MOROFT;
const elsewhere = real('external');

const FACETS = ['Diamond', 'ProviderRegistry', 'ModelRegistry', 'Marketplace', 'Delegation'];
const VERSIONS = {
  classic: [...FACETS, 'SessionRouterClassic'],
  daylock: [...FACETS, 'SessionRouterDayLock'],
  pool: [...FACETS, 'SessionRouterPool', 'DelegateStaking'],
};

const INIT = 'the real facets are set up by the initialisers of their deployment, which no one can call afterwards';
const ALL_RIGHTS = 'development only: one key may sign for every provider';
/** What exists only to drive the local chain, each with its reason. MorLens must not name any of it. */
const DRIVING = {
  'function __Delegation_init(address)': INIT,
  'function __Marketplace_init(address,uint256,uint256)': INIT,
  'function __ModelRegistry_init()': INIT,
  'function __ProviderRegistry_init()': INIT,
  'function __SessionRouter_init(address,uint128,(uint256,uint256,uint128,uint128)[])': INIT,
  'function delegateEveryone(address,bytes32,bool)': ALL_RIGHTS,
  'function everyonesDelegate(address,bytes32)': ALL_RIGHTS,
  'function keeper()': ALL_RIGHTS,
  'function execute((address,bytes,bool)[])': 'SmartAccount: any account that bundles calls will do',
  'event CallFailed(uint256,bytes)': 'SmartAccount: which of its calls failed',
};

const type = ({ type: name, components }) => (components ? `(${components.map(type)})${name.slice('tuple'.length)}` : name);
const signature = (item) => `${item.name}(${item.inputs.map(type)})`;
const described = (name) => contracts[name].abi.filter(({ type: kind }) => ['function', 'event', 'error'].includes(kind));
/** A struct of fixed size and its members one by one are the same words. */
const flat = (types) => types.map((name) => (/bytes\b|string|\[/.test(name) ? name : name.replace(/^\((.*)\)$/, '$1'))).join(',');
/** Solidity has `contract` as a word of its own, so a parameter of that name is written with a line behind it. */
const plain = (name) => name.replace(/_$/, '');
const writes = ({ stateMutability }) => !['view', 'pure'].includes(stateMutability);

function union(groups, wanted = () => true) {
  const all = { functions: new Map(), events: new Map(), errors: new Map() };
  groups.forEach((group) => Object.entries(all).forEach(([kind, found]) => Object.entries(group[kind] ?? {})
    .filter(([, item]) => wanted(item)).forEach(([name, item]) => found.set(name, item))));
  return all;
}

function differences(item, known) {
  const name = signature(item);
  const found = known[`${item.type}s`].get(name);
  if (!found) return DRIVING[`${item.type} ${name}`] ? [] : [`${item.type} ${name}: there is none`];
  const same = {
    function: () => found.selector === toFunctionSelector(item) && flat(found.returns) === flat(item.outputs.map(type))
      && ['view', 'pure'].includes(found.mutability) !== writes(item),
    event: () => found.topic0 === toEventSelector(item) && `${found.indexed}` === `${item.inputs.filter((i) => i.indexed).map((i) => plain(i.name))}`,
    error: () => found.selector === toFunctionSelector(name),
  };
  return same[item.type]() ? [] : [`${item.type} ${name}: differs from ${JSON.stringify(found)}`];
}

const of = (names, known) => names.flatMap((name) => described(name).flatMap((item) => differences(item, known).map((d) => `${name} ${d}`)));

for (const [version, facets] of Object.entries(VERSIONS)) {
  test(`what the ${version} version's contracts offer, log and revert with is the real ones'`, () => {
    assert.deepEqual(of(facets, union(Object.values(diamond), (item) => item.versions.includes(version))), []);
  });
}

test('so is the token, the delegation registry, Multicall3, and what contracts ask of others', () => {
  assert.deepEqual(of(['MorToken'], union([token])), []);
  assert.deepEqual(of(['DelegateRegistryStub'], union([diamond.DelegateRegistry])), []);
  assert.deepEqual(of(['Multicall3', 'SmartAccount', 'IDelegateRegistry', 'IToken', 'IOwned'],
    union([...Object.values(elsewhere).filter((group) => typeof group === 'object'), diamond.ProviderRegistry])), []);
});

test('the list of what only drives the local chain has nothing on it that is not there', () => {
  const there = new Set(Object.keys(contracts).flatMap((name) => described(name).map((item) => `${item.type} ${signature(item)}`)));
  assert.deepEqual(Object.keys(DRIVING).filter((name) => !there.has(name)), []);
});

test('every selector and topic of the data is what its signature hashes to', () => {
  const groups = [...Object.values(diamond), ...Object.values(real('builders-and-token')), ...Object.values(elsewhere)];
  const wrong = groups.flatMap((group) => ['functions', 'events', 'errors'].flatMap((kind) => Object.entries(group[kind] ?? {})
    .filter(([name, item]) => (kind === 'events' ? toEventSelector(name) !== item.topic0 : toFunctionSelector(name) !== item.selector))
    .map(([name]) => name)));
  assert.deepEqual(wrong, []);
});

// The compiled contracts, and one ABI of everything the Diamond can answer in any version.
import { decodeFunctionResult, encodeFunctionData, encodeDeployData, getAbiItem, toEventSelector, toFunctionSelector } from 'viem';
import { compile } from '../compile.mjs';

export const contracts = compile();

const FACETS = ['Diamond', 'ProviderRegistry', 'ModelRegistry', 'Marketplace', 'Delegation', 'SessionRouterPool', 'DelegateStaking'];
const BASES = ['DELEGATION_RULES_PROVIDER', 'DELEGATION_RULES_MODEL', 'DELEGATION_RULES_MARKETPLACE', 'DELEGATION_RULES_SESSION'];

function unique(items) {
  const seen = new Map(items.map((item) => [JSON.stringify([item.type, item.name, item.inputs?.map((i) => [i.type, i.components])]), item]));
  return [...seen.values()];
}

export const diamondAbi = unique(FACETS.flatMap((name) => contracts[name].abi));
export const tokenAbi = contracts.MorToken.abi;

/** The selectors a facet brings; what it inherits from the delegation rules stays with the delegation facet. */
export function selectorsOf(name) {
  const own = contracts[name].abi.filter((item) => item.type === 'function');
  const kept = name === 'Delegation' ? own : own.filter((item) => !BASES.includes(item.name));
  return kept.map((item) => toFunctionSelector(item));
}

// viem looks a function up in the whole ABI on every call; with one entry each it is instant.
const single = new Map();
function item(abi, name) {
  const key = `${abi === tokenAbi ? 't' : 'd'}${name}`;
  if (!single.has(key)) single.set(key, [getAbiItem({ abi, name })]);
  return single.get(key);
}

export function encode(name, args = [], abi = diamondAbi) {
  return encodeFunctionData({ abi: abi === diamondAbi || abi === tokenAbi ? item(abi, name) : abi, functionName: name, args });
}

export function decode(name, data, abi = diamondAbi) {
  return decodeFunctionResult({ abi: abi === diamondAbi || abi === tokenAbi ? item(abi, name) : abi, functionName: name, data });
}

export function deployData(name, args = []) {
  return encodeDeployData({ abi: contracts[name].abi, bytecode: contracts[name].bytecode, args });
}

/** Topic 0 by event name, for the token's and the Diamond's events. */
export const topics = Object.fromEntries([...tokenAbi, ...diamondAbi]
  .filter((entry) => entry.type === 'event').map((entry) => [entry.name, toEventSelector(entry)]));

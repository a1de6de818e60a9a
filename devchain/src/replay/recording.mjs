// The recorded history of the real contracts: its logs, decoded, and its truth files.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { decodeEventLog, toEventSelector } from 'viem';
import { diamondAbi, tokenAbi } from '../contracts.mjs';

const events = new Map([...tokenAbi, ...diamondAbi].filter((item) => item.type === 'event').map((item) => [toEventSelector(item), item]));

const unzip = (file) => gunzipSync(readFileSync(file)).toString();
const lines = (file) => unzip(file).trim().split('\n').map((line) => JSON.parse(line));

/** `{name, args, block, time, tx, address}`; an event that we do not know has no name. */
export function decodeLog(log) {
  const item = events.get(log.topics[0]);
  const at = { block: Number(log.blockNumber), time: Number(log.blockTimestamp), tx: log.transactionHash, address: log.address };
  if (!item) return { ...at, args: { topic: log.topics[0] } };
  const { eventName, args } = decodeEventLog({ abi: [item], topics: log.topics, data: log.data });
  return { ...at, name: eventName, args };
}

/** Reads a history's folder; `undefined` if it is not there. */
export function readRecording(folder) {
  if (!existsSync(`${folder}/deployment.json`)) return undefined;
  const deployment = JSON.parse(readFileSync(`${folder}/deployment.json`, 'utf8'));
  const truths = readdirSync(folder).filter((name) => name.startsWith('truth-at-'))
    .map((name) => JSON.parse(unzip(`${folder}/${name}`))).sort((a, b) => a.block - b.block);
  const times = lines(`${folder}/headers.jsonl.gz`).map((header) => Number(header.timestamp));
  return { deployment, truths, times, logs: lines(`${folder}/logs.jsonl.gz`).map(decodeLog) };
}

// The truth at one block, read from views and storage, in the shape of the recorded histories.
import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { getAddress, zeroAddress } from 'viem';
import { decode } from './contracts.mjs';
import { survey } from './survey.mjs';
import { readHolds } from './holds.mjs';
import { readPools } from './truth-pools.mjs';
import { totalsOf, solvencyOf } from './truth-totals.mjs';

const SESSION_FIELDS = ['user', 'bidId', 'stake', 'closeoutType', 'providerWithdrawnAmount', 'openedAt', 'endsAt', 'closedAt', 'isActive', 'isDirectPaymentFromUser'];
const MODEL_FIELDS = ['ipfsCID', 'fee', 'stake', 'owner', 'name', 'tags', 'createdAt', 'isDeleted'];
const PROVIDER_FIELDS = ['endpoint', 'stake', 'createdAt', 'limitPeriodEnd', 'limitPeriodEarned', 'isDeleted'];

const plain = (value) => (typeof value === 'bigint' || typeof value === 'number' ? String(value) : value);
const pick = (object, fields) => Object.fromEntries(fields.map((field) => [field, plain(object[field])]));

function stateOf(session, time) {
  if (session.closedAt > 0n) return 'closed';
  return BigInt(time) >= session.endsAt ? 'overdue' : 'running';
}

/** The provider's whole reward, once the session has ended or is closed. */
function rewardOf(session, price, time) {
  const state = stateOf(session, time);
  if (state === 'running') return 0n;
  const end = state === 'overdue' || session.endsAt < session.closedAt ? session.endsAt : session.closedAt;
  return (end - session.openedAt) * price;
}

async function readSessions(chain, ids, at, debits) {
  const sessions = await chain.views(ids.map((id) => ['getSession', [id]]), at.block);
  const bidIds = [...new Set(sessions.map((session) => session.bidId))];
  const bids = new Map((await chain.views(bidIds.map((id) => ['getBid', [id]]), at.block)).map((bid, i) => [bidIds[i], bid]));
  return Object.fromEntries(ids.map((id, i) => {
    const bid = bids.get(sessions[i].bidId);
    const funding = debits.get(id) ?? [];
    return [id, {
      ...pick(sessions[i], SESSION_FIELDS), provider: bid.provider, modelId: bid.modelId,
      pricePerSecond: String(bid.pricePerSecond), providerReward: String(rewardOf(sessions[i], bid.pricePerSecond, at.time)),
      state: stateOf(sessions[i], at.time), fromPool: funding.length > 0, debits: funding,
    }];
  }));
}

async function readDebits(chain, ids, pools, block) {
  if (!pools) return new Map();
  const answers = await chain.views(ids.map((id) => ['getSessionFunding', [id]]), block);
  return new Map(ids.map((id, i) => [id, (answers[i] ?? []).map(({ funder, amount }) => ({ funder, amount: String(amount) }))]));
}

async function readModels(chain, block) {
  const [ids] = await chain.view('getModelIds', [0n, 100_000n], block);
  const models = await chain.views(ids.map((id) => ['getModel', [id]]), block);
  return Object.fromEntries(ids.map((id, i) => [id, pick(models[i], MODEL_FIELDS)]));
}

function ownStake(sessions, user, fromPool) {
  const open = sessions.filter((s) => s.user === user && s.closedAt === '0' && s.fromPool === fromPool);
  return open.reduce((sum, session) => sum + BigInt(session.stake), 0n);
}

function addressRecord(address, { wallet, onHold, provider, sessionIds, all, models }) {
  const mine = sessionIds.map((id) => all.sessions[id]);
  const owned = Object.keys(models).filter((id) => models[id].owner === address);
  return {
    wallet: String(wallet),
    onHold,
    openStake: String(ownStake(mine, address, false)),
    openStakeFromPool: String(ownStake(mine, address, true)),
    sessions: sessionIds,
    running: mine.filter((session) => session.state === 'running').length,
    overdue: mine.filter((session) => session.state === 'overdue').length,
    provider: provider.createdAt === 0n ? null : pick(provider, PROVIDER_FIELDS),
    models: owned,
    modelStake: String(owned.reduce((sum, id) => sum + BigInt(models[id].stake), 0n)),
  };
}

async function readAddresses(chain, addresses, at, all) {
  const wallets = await chain.tokenViews(addresses.map((a) => ['balanceOf', [a]]), at.block);
  const providers = await chain.views(addresses.map((a) => ['getProvider', [a]]), at.block);
  const sessions = await chain.views(addresses.map((a) => ['getUserSessions', [a, 0n, 1_000_000n]]), at.block);
  const holds = await readHolds(chain, addresses, at);
  return Object.fromEntries(addresses.map((address, i) => [address, addressRecord(address, {
    wallet: wallets[i], onHold: holds[i], provider: providers[i], sessionIds: [...sessions[i][0]], all, models: all.models,
  })]));
}

/** Reads the truth at `block` (a number; the head if absent). */
export async function readTruth(chain, block) {
  const wanted = block === undefined ? 'latest' : `0x${block.toString(16)}`;
  const header = await chain.rpc.call('eth_getBlockByNumber', [wanted, false]);
  const at = { block: Number(header.number), time: Number(header.timestamp) };
  const found = survey(await chain.logs(0, at.block), chain);
  const code = await chain.rpc.call('eth_call', [{ to: chain.diamond, data: '0xcdffacc6c1934a65' + '0'.repeat(56) }, `0x${at.block.toString(16)}`]);
  const pools = decode('facetAddress', code) !== zeroAddress;
  const debits = await readDebits(chain, found.sessions, pools, at.block);
  const all = { sessions: await readSessions(chain, found.sessions, at, debits), models: await readModels(chain, at.block) };
  const addresses = await readAddresses(chain, found.addresses.map((address) => getAddress(address)), at, all);
  const poolTruth = pools ? await readPools(chain, found.grants, at.block) : { stakingPools: {}, allowances: [] };
  const head = { chainId: '31337', block: at.block, blockHash: header.hash, timestamp: String(at.time), pools, logs: found.logs };
  const totals = await totalsOf(chain, { at, addresses, all, pools: poolTruth, found });
  const parts = { addresses, sessions: all.sessions, models: all.models, ...poolTruth };
  return { ...head, totals, solvency: solvencyOf(totals), problems: [], ...parts };
}

/** Writes the truth as JSON, gzipped if the name ends so. */
export async function writeTruth(chain, file, block) {
  const truth = await readTruth(chain, block);
  const text = JSON.stringify(truth);
  writeFileSync(file, file.endsWith('.gz') ? gzipSync(text) : text);
  return { block: truth.block, addresses: Object.keys(truth.addresses).length, fullDifference: truth.solvency.fullDifference };
}

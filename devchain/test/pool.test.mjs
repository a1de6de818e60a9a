// The pool version: delegated staking, settlement, the view that stops at 255 rows
// (docs/protocol.md, P14, P19, P20, P31, P39 to P42, P53).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { toFunctionSelector } from 'viem';
import { runScenario } from '../src/scenarios/index.mjs';
import { MOR, midnightAfter } from '../src/stage.mjs';
import { errorName, events, fresh, names, rowsOf } from './chains.mjs';

let session;
let stage;
let chain;
before(async () => {
  session = await fresh({ version: 'pool' });
  ({ stage, chain } = session);
  await stage.fillFunding();
});
after(() => session.stop());

const lastReceipt = async () => {
  const block = await chain.rpc.call('eth_getBlockByNumber', ['latest', false]);
  return chain.rpc.call('eth_getTransactionReceipt', [block.transactions.at(-1)]);
};

test('the cut brings the two selectors by which the version is known', async () => {
  for (const f of ['openSessionFromPool(address,uint256,bytes,bytes)', 'settleExpiredSession(bytes32)']) {
    assert.notEqual(BigInt(await chain.view('facetAddress', [toFunctionSelector(`function ${f}`)])), 0n, f);
  }
});

test('a pool open moves no MOR: SessionOpened, then the debits, which sum to the stake', async () => {
  const { hot, funder, session: id } = await runScenario(stage, 'pool-session');
  const { stake } = await chain.view('getSession', [id]);
  const receipt = await lastReceipt();
  assert.deepEqual(names(receipt), ['SessionOpened', 'AllowanceDebited']);
  assert.deepEqual(events(receipt)[1].args, { hot, funder, amount: stake, sessionId: id });
  const [free, locked] = await chain.view('getStakingPool', [hot]);
  assert.deepEqual([free, locked], [5_000n * MOR - stake, stake]);
});

test('a pool close refunds nobody and keeps no row: released, held, queued withdrawals paid', async () => {
  const { hot, first, second, session: id } = await runScenario(stage, 'pool-queue');
  const receipt = await lastReceipt();
  assert.deepEqual(names(receipt), ['AllowanceReleased', 'AllowanceHoldCreated', 'AllowanceReleased', 'AllowanceHoldCreated',
    'Transfer', 'PendingWithdrawalPaid', 'SessionClosed']);
  assert.deepEqual(await rowsOf(chain, hot), []);
  const funding = await chain.view('getSessionFunding', [id]);
  assert.deepEqual(funding.map((debit) => debit.funder), [first, second]);
  const [free, locked] = await chain.view('getStakingPool', [hot]);
  const grants = await chain.views([first, second].map((funder) => ['getStakingAllowance', [funder, hot]]));
  assert.equal(grants.reduce((sum, grant) => sum + grant[2] + grant[4], 0n), free + locked);
});

test('matured day buckets are freed by anyone, and the queue is paid from them', async () => {
  const { hot, second } = await runScenario(stage, 'pool-queue');
  await stage.warpTo(midnightAfter(chain.time));
  const receipt = await stage.one(stage.name(), 'releasePoolHolds', [hot, 8]);
  assert.deepEqual(names(receipt), ['AllowanceReleased', 'AllowanceReleased', 'Transfer', 'PendingWithdrawalPaid']);
  assert.equal(await chain.view('getPendingWithdrawal', [second, hot]), 0n);
});

test('a revoked funder is not listed, and still withdraws', async () => {
  const { hot, funder } = await runScenario(stage, 'pool-revoked');
  assert.equal((await chain.view('listFundersOf', [hot, 0n, 10n]))[1], 0n);
  const receipt = await stage.one(funder, 'withdrawStakingAllowance', [hot, 50n * MOR]);
  assert.deepEqual(names(receipt), ['Transfer', 'AllowanceWithdrawn']);
});

test('settlement waits for the grace, names its caller, pays no provider, works while the funding account is empty', async () => {
  await stage.drainFunding();
  const { session: id, caller, early, user } = await runScenario(stage, 'settlement');
  assert.equal(errorName(early), 'SessionNotYetSettleable');
  const receipt = await lastReceipt();
  assert.deepEqual(names(receipt), ['Transfer', 'SessionSettledByExpiry']);
  assert.equal(events(receipt)[1].args.caller, caller);
  const settled = await chain.view('getSession', [id]);
  assert.deepEqual([settled.closeoutType, settled.closeoutReceipt, settled.providerWithdrawnAmount], [0n, '0x', 0n]);
  assert.deepEqual(await rowsOf(chain, user), []);
  await stage.fillFunding();
});

test('settlement within the session\'s day leaves a hold', async () => {
  const { user } = await runScenario(stage, 'settlement-with-hold');
  assert.equal((await rowsOf(chain, user)).length, 1);
});

test('beyond 255 rows the view misses the newest, small claims fail on a locked tail, and large ones succeed', async () => {
  const { user } = await runScenario(stage, 'many-holds', { count: 260, lockedTail: 10 });
  const rows = await rowsOf(chain, user);
  assert.equal(rows.length, 270);
  const [available, hold] = await chain.view('getUserStakesOnHold', [user, 255]);
  const sum = (list) => list.reduce((total, row) => total + row.amount, 0n);
  assert.equal(hold, 0n, 'the locked tail is out of sight');
  assert.equal(available, sum(rows.slice(0, 255)));
  const owner = session.cast.accountOwners.get(user);
  assert.ok(owner);
  const small = await chain.rpc.settle([claimCall(user, 5)]);
  assert.ok(small[0] instanceof Error);
  await stage.bundle(user, [['withdrawUserStakes', [user, 255]]]);
  assert.equal((await rowsOf(chain, user)).length, 270 - 245);
});

function claimCall(user, iterations) {
  const { data, to } = chain.diamondTx(user, 'withdrawUserStakes', [user, iterations]);
  return ['eth_call', [{ from: user, to, data }, 'latest']];
}


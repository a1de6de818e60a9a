// What each act logs, and in which order (docs/protocol.md, P1 to P6, P14, P35, P43, P44).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { getAddress } from 'viem';
import { runScenario } from '../src/scenarios/index.mjs';
import { MOR } from '../src/stage.mjs';
import { errorName, events, fresh, names } from './chains.mjs';

let session;
let stage;
let chain;
before(async () => {
  session = await fresh();
  ({ stage, chain } = session);
  await stage.fillFunding();
});
after(() => session.stop());

test('an open logs the transfer of the stake right before SessionOpened', async () => {
  const user = await stage.wallet();
  const bid = await stage.bid();
  const receipt = await stage.one(user, 'openSession', await stage.openArgs({ user, bid }), chain.time + 2);
  assert.deepEqual(names(receipt), ['Transfer', 'SessionOpened']);
  assert.ok(Number(receipt.logs[0].blockTimestamp) > 0, 'the node gives times with its logs');
});

test('a finite allowance that is spent is announced before the transfer', async () => {
  const user = await stage.wallet();
  const bid = await stage.bid();
  await stage.tokens([[user, 'approve', [chain.diamond, 1_000n * MOR]]]);
  const args = await stage.openArgs({ user, bid });
  assert.deepEqual(names(await stage.one(user, 'openSession', args, chain.time + 2)), ['Approval', 'Transfer', 'SessionOpened']);
});

test('a close logs refund, payment, event', async () => {
  const user = await stage.wallet();
  const session = await stage.open({ user, bid: await stage.bid() });
  const receipt = await stage.close(session, { time: chain.time + 900 });
  assert.deepEqual(names(receipt), ['Transfer', 'Approval', 'Transfer', 'SessionClosed']);
  const [refund, , payment] = events(receipt);
  assert.equal(refund.args.to, user);
  assert.equal(payment.args.from, chain.fundingAccount);
});

test('a disputed close of a session opened the same day pays no provider', async () => {
  const user = await stage.wallet();
  const session = await stage.open({ user, bid: await stage.bid() });
  assert.deepEqual(names(await stage.close(session, { disputed: true })), ['Transfer', 'SessionClosed']);
});

test('a bundle of opens and closes keeps each act whole within one transaction', async () => {
  const account = await stage.account();
  const bid = await stage.bid();
  const time = chain.time + 2;
  const calls = [];
  for (const seconds of [600, 1_200]) calls.push(['openSession', await stage.openArgs({ user: account, bid, seconds, time })]);
  const receipt = await stage.bundle(account, calls, time);
  assert.deepEqual(names(receipt), ['Transfer', 'SessionOpened', 'Transfer', 'SessionOpened']);
  const closing = await stage.closeByBundle(account, await stage.opened(receipt), { disputed: true });
  assert.deepEqual(names(closing), ['Transfer', 'SessionClosed', 'Transfer', 'SessionClosed']);
});

test('a provider that claims, and an owner that withdraws fees, leave only a transfer', async () => {
  const { provider } = await runScenario(stage, 'dispute-hold');
  const claims = await chain.rpc.call('eth_getBlockByNumber', ['latest', true]);
  const receipt = await chain.rpc.call('eth_getTransactionReceipt', [claims.transactions[0].hash]);
  assert.deepEqual(names(receipt), ['Approval', 'Transfer']);
  assert.equal(events(receipt)[1].args.to, provider);
  const anyone = stage.name();
  assert.deepEqual(names(await stage.one(session.cast.owner, 'withdrawFee', [anyone, 1n])), ['Transfer']);
});

test('the longest duration changes without an event', async () => {
  const receipt = await stage.one(session.cast.owner, 'setMaxSessionDuration', [86_400n]);
  assert.equal(receipt.logs.length, 0);
  await stage.one(session.cast.owner, 'setMaxSessionDuration', [7n * 86_400n]);
});

test('a bid logs its fee, the bid that it replaces, then itself', async () => {
  const bid = await stage.bid();
  const again = await stage.one(bid.provider, 'postModelBid', [bid.provider, bid.model, 2n * bid.price]);
  assert.deepEqual(names(again), ['Transfer', 'MarketplaceBidDeleted', 'MarketplaceBidPosted']);
  assert.equal(events(again)[2].args.nonce, 1n);
});

test('registering by nothing logs no transfer, deregistering a model also one of nothing', async () => {
  const provider = await stage.provider();
  assert.deepEqual(names(await stage.one(provider, 'providerRegister', [provider, 0n, 'x'])), ['ProviderRegistered']);
  const model = await stage.model();
  assert.deepEqual(names(await stage.one(model.owner, 'modelDeregister', [model.id])), ['Transfer', 'ModelDeregistered']);
});

test('a stranger may neither claim for a provider nor close for a user', async () => {
  const stranger = await stage.wallet();
  const { session: id } = await runScenario(stage, 'claimed-before-close');
  const claim = await stage.attempt(stranger, 'claimForProvider', [id]);
  assert.equal(errorName(claim.error), 'InsufficientRightsForOperation');
  const close = await stage.tryClose({ id, user: stranger });
  assert.equal(errorName(close.error), 'InsufficientRightsForOperation');
});

test('a burn is a transfer to nobody', async () => {
  const user = await stage.wallet();
  const [receipt] = await stage.tokens([[user, 'burn', [MOR]]]);
  assert.deepEqual(events(receipt)[0].args, { from: user, to: '0x0000000000000000000000000000000000000000', value: MOR });
});

test('an unknown function is refused in the words of the real Diamond', async () => {
  const [answer] = await chain.rpc.settle([['eth_call', [{ to: chain.diamond, data: '0xdeadbeef' }, 'latest']]]);
  assert.match(answer.message, /Diamond: selector is not registered/);
});

test('a delegating account shows the code prefix of EIP-7702', async () => {
  const { user } = await runScenario(stage, 'delegated-account');
  assert.match(await chain.rpc.call('eth_getCode', [getAddress(user), 'latest']), /^0xef0100/);
});

// Holds, limits, disputes, direct payment (docs/protocol.md, P15 to P21, P25 to P27, P30, P33, P34, P36, P37).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { upgrade } from '../src/deploy.mjs';
import { runScenario } from '../src/scenarios/index.mjs';
import { DAY, MOR, midnightAfter } from '../src/stage.mjs';
import { errorName, events, fresh, names, rowsOf } from './chains.mjs';

let session;
let stage;
let chain;
before(async () => {
  session = await fresh();
  ({ stage, chain } = session);
  await stage.fillFunding();
});
after(() => session.stop());

test('classic: closed late, all comes back and no row is kept', async () => {
  const user = await stage.wallet();
  const open = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
  const [refund] = events(await stage.close(open, { time: Number(open.endsAt) }));
  assert.equal(refund.args.value, open.stake);
  assert.deepEqual(await rowsOf(chain, user), []);
});

test('classic: closed early, the stake of the seconds used is held until midnight', async () => {
  const user = await stage.wallet();
  const bid = await stage.bid();
  const open = await stage.open({ user, bid, seconds: 7_200 });
  const day = midnightAfter(chain.time);
  const time = chain.time + 900;
  const held = await chain.view('stipendToStake', [900n * bid.price, BigInt(time)]);
  const [refund] = events(await stage.close(open, { disputed: true, time }));
  assert.deepEqual(await rowsOf(chain, user), [{ amount: held, releaseAt: BigInt(day) }]);
  assert.equal(refund.args.value, open.stake - held);
});

test('classic: a close in the second of opening and one at midnight leave rows of amount 0, and one at the end blocks a claim of one', async () => {
  const { account, user } = await runScenario(stage, 'zero-rows');
  assert.deepEqual((await rowsOf(chain, account)).map((row) => row.amount), [0n]);
  assert.deepEqual((await rowsOf(chain, user)).map((row) => row.amount), [0n]);
  await stage.warpTo(midnightAfter(chain.time) + 1);
  const claim = await stage.attempt(user, 'withdrawUserStakes', [user, 1]);
  assert.equal(errorName(claim.error), 'SessionUserAmountToWithdrawIsZero');
});

test('taking a row moves the last one into its place', async () => {
  const { user } = await runScenario(stage, 'swapped-rows');
  const amounts = (await rowsOf(chain, user)).map((row) => row.amount);
  assert.equal(amounts.length, 2);
  assert.ok(amounts[0] > amounts[1], 'the later, greater row stands first now');
});

test('the view agrees with storage up to 255 rows', async () => {
  const { user } = await runScenario(stage, 'locked-hold');
  const [row] = await rowsOf(chain, user);
  assert.deepEqual([...await chain.view('getUserStakesOnHold', [user, 255])], [0n, row.amount]);
  await stage.warpTo(Number(row.releaseAt));
  assert.deepEqual([...await chain.view('getUserStakesOnHold', [user, 255])], [row.amount, 0n]);
  assert.deepEqual(names(await stage.claim(user)), ['Transfer', 'UserWithdrawn']);
});

test('a close with a payout fails while the funding account is empty', async () => {
  const { whileDry } = await runScenario(stage, 'dry-funding');
  assert.match(whileDry, /ERC20: transfer amount exceeds balance/);
});

test('after an early dispute a claim of the same day fails and one after midnight succeeds', async () => {
  const { tooEarly, claimed } = await runScenario(stage, 'dispute-hold');
  assert.equal(errorName(tooEarly), 'SessionProviderNothingToClaimInThisPeriod');
  assert.equal(claimed, true);
});

test('a claim of the day on which a session was closed late overflows', async () => {
  const provider = await stage.provider(MOR / 5n);
  const user = await stage.wallet(40_000n * MOR);
  await stage.warpTo(midnightAfter(chain.time) + 1);
  const open = await stage.open({ user, bid: await stage.bid({ provider, price: 10n ** 14n }), seconds: 3_600 });
  await stage.close(open, { time: Number(open.endsAt) + 600 });
  const claim = await stage.attempt(provider, 'claimForProvider', [open.id]);
  assert.match(claim.error, /0x11|overflow/);
});

test('a year pays a provider at most its stake; the next one starts with the first claim after it', async () => {
  const { provider, session: id } = await runScenario(stage, 'direct-payment-due');
  const { stake, limitPeriodEnd, limitPeriodEarned } = await chain.view('getProvider', [provider]);
  assert.equal(limitPeriodEarned, stake);
  await stage.warpTo(Number(limitPeriodEnd) + 1);
  const [paid] = events(await stage.one(provider, 'claimForProvider', [id]));
  assert.equal(paid.args.value, stake);
  const next = await chain.view('getProvider', [provider]);
  assert.equal(next.limitPeriodEnd, BigInt(chain.time) + 365n * BigInt(DAY));
});

test('a deregistered provider leaves what it earned, and cannot deregister twice', async () => {
  const { provider, again } = await runScenario(stage, 'retained-stake');
  const { stake, limitPeriodEarned } = await chain.view('getProvider', [provider]);
  assert.ok(stake > 0n && stake === limitPeriodEarned);
  assert.equal(errorName(again), 'ProviderHasAlreadyDeregistered');
});

test('where user and provider are one, the refund is the first transfer', async () => {
  const { user, session: id } = await runScenario(stage, 'user-is-provider');
  const { stake, endsAt, openedAt } = await chain.view('getSession', [id]);
  const reward = (endsAt - openedAt) * 10n ** 14n;
  const block = await chain.rpc.call('eth_getBlockByNumber', ['latest', false]);
  const receipt = await chain.rpc.call('eth_getTransactionReceipt', [block.transactions[0]]);
  assert.deepEqual(events(receipt).slice(0, 2).map((log) => [log.args.to, log.args.value]), [[user, stake - reward], [user, reward]]);
});

test('day-lock: closed after its end on its last day, the session is held all the same; one opened before the cut, too', async () => {
  const user = await stage.wallet();
  await stage.warpTo(midnightAfter(chain.time) + 60);
  const open = await stage.open({ user, bid: await stage.bid(), seconds: 1_800 });
  const before = new Set(await selectors());
  await upgrade(chain, 'daylock');
  assert.deepEqual(new Set(await selectors()), before, 'the cut changes no selector');
  await stage.fillFunding();
  await stage.close(open, { time: Number(open.endsAt) + 60 });
  const [row] = await rowsOf(chain, user);
  assert.ok(row.amount * 1_000n > open.stake * 999n, 'nearly the whole stake');
  assert.equal(row.releaseAt, BigInt(midnightAfter(Number(open.endsAt))));
});

async function selectors() {
  const facets = await chain.view('facets');
  return facets.flatMap((facet) => [...facet.functionSelectors]);
}

// The everyday states of a wallet.
import { MOR, midnightAfter } from '../stage.mjs';

export const basics = {
  /** A row that a midnight has released. */
  async 'claimable-hold'(stage) {
    const held = await basics['locked-hold'](stage, { label: 'claimable hold' });
    await stage.warpTo(midnightAfter(stage.chain.time));
    return held;
  },

  /** An early close, a quarter of an hour after the opening: locked until midnight. */
  async 'locked-hold'(stage, { after = 900, label = 'locked hold' } = {}) {
    const user = await stage.wallet(20_000n * MOR);
    const bid = await stage.bid();
    const session = await stage.open({ user, bid, seconds: 7_200 });
    await stage.close(session, { disputed: true, time: stage.chain.time + after });
    return { user: stage.label(label, user), session: session.id };
  },

  async 'running-session'(stage, { seconds = 86_400 } = {}) {
    const user = await stage.wallet(20_000n * MOR);
    const session = await stage.open({ user, bid: await stage.bid(), seconds });
    return { user: stage.label('running session', user), session: session.id, endsAt: session.endsAt };
  },

  /** Past its end, and no honest close lands while the funding account is empty. */
  async 'overdue-session'(stage, { dry = true } = {}) {
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    await stage.warpTo(stage.chain.time + 1_000);
    if (dry) await stage.drainFunding();
    return { user: stage.label('overdue session, funding account dry', user), session: session.id };
  },

  async 'provider-stake'(stage) {
    const provider = await stage.provider();
    return { provider: stage.label('provider stake', provider), stake: 50n * MOR };
  },

  async 'model-owner'(stage, { name = '<script>alert(1)</script>\u202Egnp.exe' } = {}) {
    const model = await stage.model(name, ['LLM', '<b>tag</b>']);
    return { owner: stage.label('model owner, hostile name', model.owner), model: model.id };
  },

  /** Everything sent away: to a friend, and over the bridge. */
  async 'empty-wallet'(stage) {
    const user = await stage.wallet(100n * MOR);
    const friend = stage.name();
    await stage.tokens([[user, 'transfer', [friend, 60n * MOR]], [user, 'burn', [40n * MOR]]]);
    return { user: stage.label('empty wallet with a past', user), friend };
  },

  /** A contract opens twice and closes once in one transaction. */
  async 'smart-account'(stage) {
    const account = await stage.account();
    const bid = await stage.bid();
    const time = stage.chain.time + 2;
    const opens = [3_600, 7_200].map((seconds) => stage.openArgs({ user: account, bid, seconds, time }));
    const calls = (await Promise.all(opens)).map((args) => ['openSession', args]);
    const [first, second] = await stage.opened(await stage.bundle(account, calls, time));
    await stage.closeByBundle(account, [first]);
    return { user: stage.label('contract account', account), closed: first.id, open: second.id };
  },

  /** A person's account that delegates to code (EIP-7702). */
  async 'delegated-account'(stage) {
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 90_000 });
    await stage.chain.rpc.call('anvil_setCode', [user, `0xef0100${stage.chain.registry.slice(2)}`]);
    return { user: stage.label('account with delegated code (EIP-7702)', user), session: session.id };
  },
};

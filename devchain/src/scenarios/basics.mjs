// The everyday states of a wallet.
import { MOR, midnightAfter } from '../stage.mjs';

export const basics = {
  /** A row that the next midnight has released. */
  async 'claimable-hold'(stage) {
    const held = await basics['locked-hold'](stage);
    await stage.warpTo(midnightAfter(stage.chain.time));
    return held;
  },

  /** An early close, a quarter of an hour after the opening: locked until midnight. */
  async 'locked-hold'(stage) {
    const user = await stage.wallet();
    const bid = await stage.bid();
    const session = await stage.open({ user, bid, seconds: 7_200 });
    await stage.close(session, { disputed: true, time: stage.chain.time + 900 });
    return { user, session: session.id };
  },

  async 'running-session'(stage, { seconds = 86_400 } = {}) {
    const user = await stage.wallet(20_000n * MOR);
    const session = await stage.open({ user, bid: await stage.bid(), seconds });
    return { user, session: session.id, endsAt: session.endsAt };
  },

  async 'overdue-session'(stage) {
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    await stage.warpTo(stage.chain.time + 1_000);
    return { user, session: session.id };
  },
};

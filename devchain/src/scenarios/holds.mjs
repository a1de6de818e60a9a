// Hold rows: rows of 0, their order, and more of them than the view shows (docs/protocol.md, P15 to P20).
import { MOR, DAY, midnightAfter } from '../stage.mjs';

async function openMany(stage, account, bid, count, seconds) {
  const time = stage.chain.time + 2;
  const args = [];
  for (let i = 0; i < count; i++) args.push(['openSession', await stage.openArgs({ user: account, bid, seconds, time })]);
  return stage.opened(await stage.bundle(account, args, time));
}

/** Closes them all early in one transaction: a row each (bundles of 80 keep under the block's gas). */
async function rows(stage, account, bid, count) {
  for (let left = count; left > 0; left -= 80) {
    const opened = await openMany(stage, account, bid, Math.min(80, left), 900);
    await stage.closeByBundle(account, [opened].flat(), { disputed: true, time: stage.chain.time + 5 });
  }
}

const clearOfMidnight = async (stage, needed = 600) => {
  if (midnightAfter(stage.chain.time) - stage.chain.time < needed) await stage.warpTo(midnightAfter(stage.chain.time) + 1);
};

export const holds = {
  /** More rows than `uint8` can count: matured ones first, then a locked tail where time allows. */
  async 'many-holds'(stage, { count = 322, lockedTail = 0 } = {}) {
    await clearOfMidnight(stage);
    const account = await stage.account(40_000n * MOR);
    const bid = await stage.bid();
    await rows(stage, account, bid, count);
    if (lockedTail > 0) {
      await stage.warpTo(midnightAfter(stage.chain.time) + 1);
      await rows(stage, account, bid, lockedTail);
    }
    return { user: stage.label('300 hold rows or more', account), rows: count + lockedTail };
  },

  /** Classic: closed in the second of opening, and at exactly midnight. Later versions leave no such row. */
  async 'zero-rows'(stage) {
    await stage.fillFunding();
    const account = await stage.account();
    const bid = await stage.bid();
    await clearOfMidnight(stage);
    const flash = await stage.flash(account, bid);
    const user = await stage.wallet();
    const session = await stage.open({ user, bid, seconds: 2 * DAY - 2 });
    await stage.close(session, { disputed: true, time: midnightAfter(stage.chain.time) });
    return { account, flash, user, midnight: session.id };
  },

  /** Classic: a released row, and behind it one of amount 0 that was released with it. */
  async 'zero-tail'(stage) {
    await stage.fillFunding();
    await clearOfMidnight(stage, 4_000);
    const account = await stage.account();
    const bid = await stage.bid();
    await rows(stage, account, bid, 1);
    await stage.flash(account, bid);
    await stage.warpTo(midnightAfter(stage.chain.time) + 1);
    return { user: account };
  },

  /** A released row before two locked ones: taking it moves the last into its place, and the order of the rest turns. */
  async 'swapped-rows'(stage) {
    await stage.fillFunding();
    const user = await stage.wallet(20_000n * MOR);
    const bid = await stage.bid();
    const closeAfter = async (wait) => {
      const session = await stage.open({ user, bid, seconds: 7_200 });
      await stage.close(session, { disputed: true, time: stage.chain.time + wait });
      return session.id;
    };
    await clearOfMidnight(stage, 4_000);
    const first = await closeAfter(600);
    await stage.warpTo(midnightAfter(stage.chain.time) + 1);
    const sessions = [first, await closeAfter(700), await closeAfter(800)];
    await stage.claim(user, 255);
    return { user, sessions };
  },

  /** Past its end on the same day, and nothing in the way of a close. */
  async 'overdue-today'(stage) {
    await stage.fillFunding();
    const user = await stage.wallet();
    await clearOfMidnight(stage, 4_000);
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 1_800 });
    await stage.warpTo(Number(session.endsAt) + 60);
    return { user, session: session.id, endsAt: session.endsAt };
  },

  /** Day-lock and later: closed at or after its end on its last day, nearly the whole stake is held. */
  async 'late-close-held'(stage) {
    await stage.fillFunding();
    const user = await stage.wallet();
    const bid = await stage.bid();
    await clearOfMidnight(stage, 4_000);
    const session = await stage.open({ user, bid, seconds: 1_800 });
    await stage.close(session, { time: Number(session.endsAt) + 60 });
    return { user: stage.label('locked hold', user), session: session.id };
  },
};

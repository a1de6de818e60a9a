// Providers: limits, retained stakes, disputes, direct payment, an empty funding account (docs/protocol.md, P30 to P37).
import { MOR, midnightAfter } from '../stage.mjs';

const MIN = MOR / 5n;

async function directSession(stage, { provider, price = 10n ** 14n, user, seconds = 3_600 }) {
  const bid = await stage.bid({ provider, price });
  const session = await stage.open({ user: user ?? await stage.wallet(60_000n * MOR), bid, seconds, direct: true });
  return { bid, session };
}

export const providers = {
  /** The provider's stake limits what a year pays: the rest of a direct payment stays in the Diamond. */
  async 'direct-payment-due'(stage) {
    const provider = await stage.provider(MIN);
    const { session } = await directSession(stage, { provider, seconds: 10_000 });
    await stage.close(session, { time: Number(session.endsAt) + 10 });
    return { provider: stage.label('provider with direct payment due', provider), user: session.user, session: session.id };
  },

  /** Closed early in dispute: that day's part of a direct payment waits for the midnight. */
  async 'direct-disputed'(stage) {
    if (midnightAfter(stage.chain.time) - stage.chain.time < 4_000) await stage.warpTo(midnightAfter(stage.chain.time) + 1);
    const provider = await stage.provider();
    const { session } = await directSession(stage, { provider });
    await stage.close(session, { disputed: true, time: stage.chain.time + 1_800 });
    return { provider, user: session.user, session: session.id };
  },

  /** A direct payment past its end: a close gives back the stake but for its price. */
  async 'direct-overdue'(stage) {
    const provider = await stage.provider();
    const { session } = await directSession(stage, { provider });
    await stage.warpTo(Number(session.endsAt) + 10);
    return { provider, user: session.user, session: session.id };
  },

  /** The same while it runs. */
  async 'direct-running'(stage) {
    const { session } = await directSession(stage, { provider: await stage.provider(), seconds: 80_000 });
    return { user: session.user, session: session.id };
  },

  /** Claimed after the end and before the close: the provider's due is negative until then. */
  async 'claimed-before-close'(stage) {
    const provider = await stage.provider();
    const { session } = await directSession(stage, { provider });
    await stage.warpTo(Number(session.endsAt) + 10);
    await stage.one(provider, 'claimForProvider', [session.id]);
    return { provider, user: session.user, session: session.id };
  },

  /** More stake raises the limit: the claim is of less than what is owed, and no event tells for what it was. */
  async 'claim-within-limit'(stage) {
    const provider = await stage.provider(MIN);
    const { session } = await directSession(stage, { provider, seconds: 10_000 });
    await stage.close(session, { time: Number(session.endsAt) + 10 });
    await stage.one(provider, 'providerRegister', [provider, MIN, 'stage.example:3333']);
    await stage.warpTo(midnightAfter(stage.chain.time));
    await stage.one(provider, 'claimForProvider', [session.id]);
    return { provider, user: session.user, session: session.id };
  },

  /** User and provider are one: the first of two equal-looking transfers is the refund. */
  async 'user-is-provider'(stage) {
    const provider = await stage.provider();
    await stage.give(provider, 10_000n * MOR);
    const { session } = await directSession(stage, { provider, user: provider });
    await stage.close(session, { time: Number(session.endsAt) + 10 });
    return { user: provider, session: session.id };
  },

  /** One model, several providers: who is rated best depends on price and stake. */
  async 'rival-bids'(stage) {
    const model = (await stage.model('rivals')).id;
    for (const [stake, price] of [[20n, 10n ** 13n], [40n, 3n * 10n ** 13n], [80n, 2n * 10n ** 13n]]) {
      await stage.bid({ provider: await stage.provider(stake * MOR), model, price });
    }
    return { model };
  },

  /** Earned within the period, then deregistered: that part stays, and a second deregistration reverts. */
  async 'retained-stake'(stage) {
    const provider = await stage.provider(5n * MOR);
    const { bid, session } = await directSession(stage, { provider });
    await stage.close(session, { time: Number(session.endsAt) + 10 });
    await stage.one(provider, 'deleteModelBid', [bid.id]);
    await stage.one(provider, 'providerDeregister', [provider]);
    const again = await stage.attempt(provider, 'providerDeregister', [provider]);
    return { provider: stage.label('deregistered provider with a retained part', provider), session: session.id, again: again.error };
  },

  /** An early dispute: today's part of the reward waits for midnight, and a claim before that fails. */
  async 'dispute-hold'(stage) {
    await stage.fillFunding();
    const provider = await stage.provider();
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid({ provider }), seconds: 7_200 });
    await stage.close(session, { disputed: true, time: stage.chain.time + 1_800 });
    const tooEarly = await stage.attempt(provider, 'claimForProvider', [session.id]);
    await stage.warpTo(midnightAfter(stage.chain.time));
    const claimed = await stage.attempt(provider, 'claimForProvider', [session.id]);
    return { provider, user, session: session.id, tooEarly: tooEarly.error, claimed: claimed.ok };
  },

  /** No event tells of a fee withdrawal, nor of a gift to the Diamond. */
  async 'fee-and-gift'(stage) {
    const { chain, cast } = stage;
    await stage.bid();
    const fees = await chain.view('getFeeBalance');
    const recipient = stage.name();
    await stage.one(cast.owner, 'withdrawFee', [recipient, fees / 2n]);
    const giver = await stage.wallet(10n * MOR);
    await stage.tokens([[giver, 'transfer', [chain.diamond, 3n * MOR]]]);
    return { recipient, fees: fees / 2n, giver, gift: 3n * MOR };
  },

  /** Closes with a payout fail while the funding account is empty; refilled, they succeed. */
  async 'dry-funding'(stage) {
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    await stage.warpTo(Number(session.endsAt) + 5);
    await stage.drainFunding();
    const failed = await stage.tryClose(session);
    await stage.fillFunding();
    await stage.close(session);
    return { user, session: session.id, whileDry: failed.error };
  },
};

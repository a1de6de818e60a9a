// What keeps MOR from coming back. Those that change the protocol for everybody come with the one that mends it.
import { encodePacked, keccak256, maxUint256, toFunctionSelector, toHex, zeroAddress } from 'viem';
import { MOR, DAY, midnightAfter } from '../stage.mjs';
import { holds } from './holds.mjs';

const WITHDRAW = toFunctionSelector('function withdrawUserStakes(address,uint8)');
const CLOSE = toFunctionSelector('function closeSession(bytes,bytes)');
const ADD = 0;
const REMOVE = 2;

const cuts = new WeakMap();

const cut = (stage, selector, action, facetAddress) => stage.one(
  stage.cast.owner, 'diamondCut', [[{ facetAddress, action, functionSelectors: [selector] }], zeroAddress, '0x']);

async function cutOut(stage, selector) {
  const facet = await stage.chain.view('facetAddress', [selector]);
  if (facet === zeroAddress) return; // An earlier scenario has done it.
  await cut(stage, selector, REMOVE, zeroAddress);
  cuts.set(stage, [...cuts.get(stage) ?? [], [selector, facet]]);
}

async function held(stage) {
  const user = await stage.wallet(20_000n * MOR);
  const session = await stage.open({ user, bid: await stage.bid(), seconds: 7_200 });
  await stage.close(session, { disputed: true, time: stage.chain.time + 900 });
  return { user, session: session.id };
}

export const troubles = {
  /** Past its end; the funding account has MOR, but lets the Diamond take none of it. */
  async 'allowance-revoked'(stage) {
    await stage.fillFunding();
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    await stage.warpTo(Number(session.endsAt) + 300);
    await stage.tokens([[stage.chain.fundingAccount, 'approve', [stage.chain.diamond, 0n]]]);
    return { user, session: session.id, endsAt: session.endsAt };
  },

  async 'allowance-given'(stage) {
    await stage.tokens([[stage.chain.fundingAccount, 'approve', [stage.chain.diamond, maxUint256 / 2n]]]);
    await stage.fillFunding();
    return {};
  },

  /** A released hold, and the function that claims it cut out of the Diamond. */
  async 'claims-cut-out'(stage) {
    const made = await held(stage);
    await stage.warpTo(midnightAfter(stage.chain.time));
    await cutOut(stage, WITHDRAW);
    return made;
  },

  /** Past its end on the same day, and the function that claims what its close holds back cut out of the Diamond. */
  async 'overdue-claims-cut-out'(stage) {
    const made = await holds['overdue-today'](stage);
    await cutOut(stage, WITHDRAW);
    return made;
  },

  /** Past its end, and the function that closes it cut out of the Diamond. */
  async 'close-cut-out'(stage) {
    await stage.fillFunding();
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    await stage.warpTo(Number(session.endsAt) + 300);
    await cutOut(stage, CLOSE);
    return { user, session: session.id };
  },

  /** What was cut out. */
  async 'put-back'(stage) {
    for (const [selector, facet] of cuts.get(stage) ?? []) await cut(stage, selector, ADD, facet);
    cuts.delete(stage);
    return {};
  },

  /** A released row with a locked one behind it. */
  async 'locked-tail'(stage) {
    const { user, session } = await held(stage);
    await stage.warpTo(midnightAfter(stage.chain.time) + 1);
    const second = await stage.open({ user, bid: await stage.bid(), seconds: 7_200 });
    await stage.close(second, { disputed: true, time: stage.chain.time + 900 });
    return { user, session, locked: second.id };
  },

  /** Past its end for longer than the grace after which anybody may settle it, where the version can. */
  async 'long-overdue'(stage) {
    const user = await stage.wallet();
    const session = await stage.open({ user, bid: await stage.bid(), seconds: 600 });
    await stage.warpTo(Number(session.endsAt) + DAY + 60);
    return { user, session: session.id, endsAt: session.endsAt };
  },

  /** Many sessions of one user past their end, and a funding account that is empty. */
  async 'many-overdue'(stage, { count = 12 } = {}) {
    const user = await stage.wallet(100_000n * MOR);
    const bid = await stage.bid();
    const sessions = [];
    for (let i = 0; i < count; i++) sessions.push((await stage.open({ user, bid, seconds: 600 })).id);
    await stage.warpTo(stage.chain.time + 1_000);
    await stage.drainFunding();
    return { user: stage.label('many overdue sessions, funding account dry', user), sessions };
  },

  /** Models of one owner, each with a bid on it. */
  async 'models-with-bids'(stage, { count = 6 } = {}) {
    const owner = await stage.wallet(100n * MOR);
    const provider = await stage.provider(20n * MOR);
    const models = [];
    for (let i = 0; i < count; i++) {
      const base = keccak256(toHex(`${owner}${i}`));
      const model = keccak256(encodePacked(['address', 'bytes32'], [owner, base]));
      await stage.one(owner, 'modelRegister', [owner, base, base, 0n, 2n * MOR, `model ${i}`, ['LLM']]);
      await stage.bid({ provider, model });
      models.push(model);
    }
    return { owner: stage.label('owner of models with bids', owner), provider, models };
  },

  /** MOR in the wallet, a permission for the Diamond, and nothing else. */
  async 'quiet-wallet'(stage) {
    return { user: await stage.wallet(7n * MOR) };
  },
};

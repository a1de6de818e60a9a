// Smart accounts: several calls of the protocol in one transaction, the account itself being the user.
import { contracts, encode, tokenAbi } from '../contracts.mjs';
import { encodeFunctionData, encodePacked, keccak256 } from 'viem';
import { approve, receipt } from '../signing.mjs';
import { approvalTime, seconds } from './sessions.mjs';

const abi = contracts.SmartAccount.abi;

/** One transaction of an account from `[to, data]` calls; a failing call does not undo the others. */
export function execute(cast, account, calls) {
  const args = [calls.map(([to, data]) => ({ to, data, mayFail: true }))];
  return { from: cast.ownerOf(account), to: account, data: encodeFunctionData({ abi, functionName: 'execute', args }), gas: 60_000_000 };
}

async function opening(ctx, account, bid, length) {
  const stake = ctx.world.stakeFor(bid.pricePerSecond, length);
  const approval = await approve(bid.id, account, approvalTime(ctx));
  return [ctx.chain.diamond, encode('openSession', [account, stake, ctx.rng.chance(0.3), ...approval])];
}

async function closing(ctx, id) {
  const report = await receipt(id, ctx.time + 500, { disputed: ctx.rng.chance(0.2), tps: ctx.rng.int(1_000, 60_000) });
  return [ctx.chain.diamond, encode('closeSession', report)];
}

const claiming = ({ chain, rng }, account) => [chain.diamond, encode('withdrawUserStakes', [account, rng.pick([1, 2, 255])])];

/** The id of the session that will be opened `ahead` opens from now, if nobody gets between. */
function nextId({ world }, user, bid, ahead) {
  const nonce = world.nonce + BigInt(ahead);
  return keccak256(encodePacked(['address', 'address', 'bytes32', 'uint256'], [user, bid.provider, bid.id, nonce]));
}

async function mixed(ctx, account) {
  const mine = ctx.world.open.filter((session) => session.user === account);
  const calls = [];
  for (let n = ctx.rng.int(2, 5); n > 0; n--) {
    const what = ctx.rng.weighted({ open: 5, close: mine.length ? 5 : 0, claim: 2, pay: 1 });
    if (what === 'open') calls.push(await opening(ctx, account, ctx.rng.pick(ctx.world.activeBids), seconds(ctx.rng)));
    if (what === 'close') calls.push(await closing(ctx, mine.splice(ctx.rng.int(0, mine.length - 1), 1)[0].id));
    if (what === 'claim') calls.push(claiming(ctx, account));
    if (what === 'pay') calls.push([ctx.chain.token, encode('transfer', [ctx.rng.pick(ctx.cast.users), ctx.rng.big(0n, 10n ** 18n)], tokenAbi)]);
  }
  return calls;
}

export const bundles = {
  async bundle(ctx) {
    if (ctx.world.activeBids.length === 0) return null;
    const account = ctx.rng.pick(ctx.cast.accounts);
    return [execute(ctx.cast, account, await mixed(ctx, account))];
  },

  /** Opened and closed in the same second: the classic version keeps a row of amount 0 of it. */
  async flash(ctx) {
    const account = ctx.rng.pick(ctx.cast.accounts);
    const bid = ctx.rng.pick(ctx.world.activeBids);
    if (!bid) return null;
    const id = nextId(ctx, account, bid, 0);
    return [execute(ctx.cast, account, [await opening(ctx, account, bid, 600), await closing(ctx, id)])];
  },
};

// A market as somebody hostile would leave it: long tag lists, thousands of bids for one model.
import { encodePacked, keccak256, maxUint256, toHex } from 'viem';
import { MOR } from './stage.mjs';

const STAKE = MOR;
/** Where half a megabyte has to fit into one transaction. */
const MUCH_GAS = 1_500_000_000;

/** A model of any name and tags, however long. */
export async function model(stage, name, tags) {
  const { chain } = stage;
  const owner = await stage.wallet(100n * MOR);
  const base = keccak256(toHex(`${owner}`));
  await chain.must({ ...chain.diamondTx(owner, 'modelRegister', [owner, base, base, 0n, 2n * MOR, name, tags], MUCH_GAS), label: 'modelRegister' });
  return keccak256(encodePacked(['address', 'bytes32'], [owner, base]));
}

async function block(stage, txs) {
  txs.forEach((tx) => stage.chain.send(tx));
  const failed = (await stage.chain.mine()).filter((done) => !done.ok);
  if (failed.length > 0) throw new Error(`${failed.length} of ${txs.length} transactions failed: ${failed[0].label}`);
}

/** So many new providers, each bidding so many times for a model: each bid deletes its provider's one before. */
export async function bids(stage, on, providers, rounds) {
  const { chain, cast } = stage;
  const who = Array.from({ length: providers }, () => stage.name());
  const fee = await chain.view('getBidFee');
  const needed = STAKE + (fee + 1n) * BigInt(rounds);
  const each = (make) => block(stage, who.map((one, i) => ({ ...make(one, i) })));
  await each((one) => ({ ...chain.tokenTx(cast.treasury, 'transfer', [one, needed]), label: 'give' }));
  await each((one) => ({ ...chain.tokenTx(one, 'approve', [chain.diamond, maxUint256]), label: 'approve' }));
  await each((one, i) => ({ ...chain.diamondTx(one, 'providerRegister', [one, STAKE, `crowd-${i}.example:3333`]), label: 'providerRegister' }));
  for (let round = 0; round < rounds; round++) {
    await each((one, i) => ({ ...chain.diamondTx(one, 'postModelBid', [one, on, 10n ** 13n + BigInt(i + round)], 2_000_000), label: 'postModelBid' }));
  }
  return providers * rounds;
}

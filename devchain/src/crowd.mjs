// A market as somebody hostile would leave it: long texts, thousands of bids for one model; and providers that came and went.
import { encodePacked, keccak256, maxUint256, toHex } from 'viem';
import { hex } from './chain.mjs';
import { MOR } from './stage.mjs';

const STAKE = MOR;
const GAS = 2_000_000;
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

/** A provider with an endpoint of any length, which deregisters again if said so. */
export async function provider(stage, endpoint = 'passing.example:3333', deregister = false) {
  const { chain } = stage;
  const who = await stage.wallet(100n * MOR);
  await chain.must({ ...chain.diamondTx(who, 'providerRegister', [who, STAKE, endpoint], MUCH_GAS), label: 'providerRegister' });
  if (deregister) await stage.one(who, 'providerDeregister', [who]);
  return who;
}

/** Sends them in batches, which anvil takes in any order, and mines them into one block. */
async function block({ chain }, txs) {
  const hashes = await chain.rpc.batch(txs.map(({ from, to, data, gas }) => ['eth_sendTransaction', [{ from, to, data, gas: hex(gas), gasPrice: '0x0' }]]));
  await chain.mine();
  const receipts = await chain.rpc.batch(hashes.map((hash) => ['eth_getTransactionReceipt', [hash]]));
  const failed = receipts.filter((receipt) => receipt?.status !== '0x1').length;
  if (failed > 0) throw new Error(`${failed} of ${txs.length} transactions of a crowd failed`);
}

async function give({ chain, cast }, who, amount) {
  who.forEach((one) => chain.send({ ...chain.tokenTx(cast.treasury, 'transfer', [one, amount]), label: 'give' }));
  await chain.mine();
}

/** So many new providers, each bidding so many times for a model: each bid deletes its provider's one before. */
export async function bids(stage, on, providers, rounds) {
  const { chain } = stage;
  const who = Array.from({ length: providers }, () => stage.name());
  const fee = await chain.view('getBidFee');
  const needed = STAKE + (fee + 1n) * BigInt(rounds);
  const each = (make) => block(stage, who.map(make));
  await give(stage, who, needed);
  await each((one) => chain.tokenTx(one, 'approve', [chain.diamond, maxUint256]));
  await each((one, i) => chain.diamondTx(one, 'providerRegister', [one, STAKE, `crowd-${i}.example:3333`], GAS));
  for (let round = 0; round < rounds; round++) {
    await each((one, i) => chain.diamondTx(one, 'postModelBid', [one, on, 10n ** 13n + BigInt(i + round)], GAS));
  }
  return providers * rounds;
}

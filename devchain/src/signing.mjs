// Approvals and receipts, signed by a throwaway key that the registry stub makes every provider's delegate.
import { encodeAbiParameters, keccak256, parseAbiParameters, serializeSignature, toHex } from 'viem';
import { privateKeyToAddress, sign } from 'viem/accounts';

const KEYS = { provider: keccak256(toHex('morlens devchain: signs for every provider')), stranger: keccak256(toHex('morlens devchain: a stranger')) };
const APPROVAL = parseAbiParameters('bytes32 bidId, uint256 chainId, address user, uint128 timestamp');
const RECEIPT = parseAbiParameters('bytes32 sessionId, uint256 chainId, uint128 timestamp, uint32 tpsScaled1000, uint32 ttftMs');

export const signer = privateKeyToAddress(KEYS.provider);

async function personalSign(message, privateKey) {
  const digest = keccak256(message);
  const hash = keccak256(`0x19457468657265756d205369676e6564204d6573736167653a0a3332${digest.slice(2)}`);
  return serializeSignature(await sign({ hash, privateKey }));
}

/** `[approvalEncoded, signature]` of a provider for one opening. */
export async function approve(bidId, user, timestamp, chainId = 31337) {
  const encoded = encodeAbiParameters(APPROVAL, [bidId, BigInt(chainId), user, BigInt(timestamp)]);
  return [encoded, await personalSign(encoded, KEYS.provider)];
}

/** `[receiptEncoded, signature]` for one close, a disputed one if `disputed`. */
export async function receipt(sessionId, timestamp, { disputed = false, tps = 20_000, ttft = 300, chainId = 31337 } = {}) {
  const encoded = encodeAbiParameters(RECEIPT, [sessionId, BigInt(chainId), BigInt(timestamp), tps, ttft]);
  return [encoded, await personalSign(encoded, disputed ? KEYS.stranger : KEYS.provider)];
}

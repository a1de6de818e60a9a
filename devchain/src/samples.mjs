// Addresses worth looking at, found in the truth of the present head, together with what was staged on purpose.
import { readTruth } from './truth.mjs';

const n = (text) => BigInt(text);

function directDue(truth, provider) {
  return Object.values(truth.sessions).some((s) => s.provider === provider && s.isDirectPaymentFromUser && s.state === 'closed'
    && n(s.providerReward) > n(s.providerWithdrawnAmount));
}

const KINDS = [
  ['claimable hold', (p) => n(p.onHold.available) > 0n],
  ['locked hold', (p) => n(p.onHold.hold) > 0n],
  ['300 hold rows or more', (p) => p.onHold.rows.length >= 300],
  ['running session', (p) => p.running > 0 && n(p.openStake) > 0n],
  ['overdue session', (p) => p.overdue > 0 && n(p.openStake) > 0n],
  ['pool-funded session (hot wallet)', (p) => n(p.openStakeFromPool) > 0n],
  ['provider stake', (p) => p.provider && !p.provider.isDeleted],
  ['deregistered provider with a retained part', (p) => p.provider?.isDeleted && n(p.provider.stake) > 0n],
  ['provider with direct payment due', (p, truth, address) => directDue(truth, address)],
  ['model owner', (p) => n(p.modelStake) > 0n],
  ['pool funder', (p, truth, address) => truth.allowances.some((a) => a.funder === address && n(a.currentPrincipal) > 0n)],
  ['pool funder waiting in the queue', (p, truth, address) => truth.allowances.some((a) => a.funder === address && n(a.pendingOwed) > 0n)],
  ['empty wallet with a past', (p) => p.wallet === '0' && p.sessions.length === 0 && p.onHold.rows.length === 0 && !p.provider && p.models.length === 0],
];

/** `[{label, address}]`: staged ones first, then one of each kind that the chain has. */
export async function findSamples(chain, stage) {
  const truth = await readTruth(chain);
  const present = stage.labels.filter(({ address }) => truth.addresses[address]);
  const found = KINDS.flatMap(([label, is]) => {
    if (present.some((sample) => sample.label === label)) return [];
    const hit = Object.entries(truth.addresses).find(([address, person]) => is(person, truth, address));
    return hit ? [{ label, address: hit[0] }] : [];
  });
  return [...present, ...found];
}

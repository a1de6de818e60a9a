// Carries out recorded acts on our contracts, one block each at the recorded time, and compares what they log.
import { readRows } from '../holds.mjs';
import { upgrade } from '../deploy.mjs';
import { Calls } from './calls.mjs';
import { decodeLog } from './recording.mjs';

const VERSIONS = ['daylock', 'pool'];

const plain = (value) => JSON.stringify(value, (_, v) => (typeof v === 'bigint' ? String(v) : typeof v === 'string' ? v.toLowerCase() : v));
export const shown = (logs) => logs.map((log) => `${log.name}${plain(log.args)}`);

/** `action:selector` of everything in a cut. */
export function selectorsOfCut({ facets }) {
  return new Set(facets.flatMap(({ action, functionSelectors }) => functionSelectors.map((selector) => `${action}:${selector}`)));
}

export class Executor {
  report = { acts: 0, logs: 0, differences: [], notExecuted: [], derived: {} };

  constructor(chain, recording) {
    Object.assign(this, { chain, recording });
    this.calls = new Calls(chain, recording);
    this.cuts = [...VERSIONS];
  }

  /** Executes one act and notes every log that differs. */
  async run(act) {
    this.report.acts++;
    if (act.kind === 'DiamondCut') return this.#cut(act);
    if (['outOfDiamond', 'claimFor', 'fromFunding'].includes(act.kind)) return this.#payment(act);
    if (act.kind === 'UserWithdrawn') return this.#withdrawal(act);
    if (act.kind === 'SessionOpened' || act.kind === 'poolOpen') await this.#fitDuration(act);
    const call = await this.calls.for(act);
    if (!call) return this.report.notExecuted.push(`block ${act.block}: ${act.kind} ${shown(act.logs).at(-1)}`);
    return this.#compare(act, await this.#send(call, act.time));
  }

  async #send(call, time) {
    this.chain.send(Array.isArray(call) ? this.chain.diamondTx(...call) : call);
    const [done] = await this.chain.mine(time);
    return done.ok ? done.logs.map(decodeLog) : [];
  }

  #compare(act, logs) {
    const ours = shown(logs);
    const theirs = shown(act.logs);
    this.report.logs += theirs.length;
    if (ours.join() === theirs.join()) return true;
    this.report.differences.push({ block: act.block, kind: act.kind, recorded: theirs, ours });
    return false;
  }

  /** Facet addresses differ: selectors are compared. */
  async #cut(act) {
    this.#count('cuts');
    this.report.logs += act.logs.length;
    const from = this.chain.head + 1;
    await upgrade(this.chain, this.cuts.shift(), act.time);
    const ours = (await this.chain.logs(from)).map(decodeLog).find((log) => log.name === 'DiamondCut');
    const [mine, theirs] = [ours, act.logs[0]].map(({ args }) => selectorsOfCut(args));
    const [only, lacking] = [[...mine].filter((s) => !theirs.has(s)), [...theirs].filter((s) => !mine.has(s))];
    if (only.length + lacking.length === 0) return;
    this.report.differences.push({ block: act.block, kind: act.kind, recorded: lacking, ours: only });
  }

  /** Claims have no event: tries each session that the provider may still claim, then the act's plain meaning. */
  async #payment(act) {
    const { to, value } = act.logs.at(-1).args;
    for (const id of await this.#claimable(to, value, act.block)) {
      if (await this.#attempt([to, 'claimForProvider', [id]], act)) return this.#count('claims of a provider');
    }
    const plainly = act.kind === 'outOfDiamond' ? [this.chain.owner, 'withdrawFee', [to, value]] : this.calls.transfer(null, act.logs.at(-1).args);
    this.#count(act.kind === 'outOfDiamond' ? 'fee withdrawals' : 'transfers of the funding account');
    return this.#compare(act, await this.#send(plainly, act.time));
  }

  async #attempt(call, act) {
    const snapshot = await this.chain.rpc.call('evm_snapshot');
    const logs = await this.#send(call, act.time);
    if (shown(logs).join() === shown(act.logs).join()) return this.#compare(act, logs);
    await this.chain.rpc.call('evm_revert', [snapshot]);
    await this.chain.sync();
    return false;
  }

  /** Sessions of the provider whose recorded withdrawals still leave room for `value`; exact fits first. */
  async #claimable(provider, value, block) {
    const { sessions } = this.recording.truths.find((truth) => truth.block >= block);
    const all = Object.entries(sessions).filter(([, s]) => s.provider === provider && BigInt(s.providerWithdrawnAmount) >= value);
    const now = await this.chain.views(all.map(([id]) => ['getSession', [id]]));
    const left = all.map(([id, then], i) => ({ id, rest: BigInt(then.providerWithdrawnAmount) - now[i].providerWithdrawnAmount - value, open: now[i].openedAt }));
    const fits = left.filter(({ rest, open }) => open > 0n && rest >= 0n);
    return fits.sort((a, b) => (a.rest < b.rest ? -1 : 1)).map(({ id }) => id);
  }

  /** No event tells `iterations`: the greatest number that takes the recorded amount. */
  async #withdrawal(act) {
    const { user, amount } = act.logs.at(-1).args;
    const [rows] = await readRows(this.chain, [user], 'latest');
    const n = this.#iterations(rows, amount, act.time, this.#zeroRowsLater(user, act.block)) ?? 255;
    return this.#compare(act, await this.#send([user, 'withdrawUserStakes', [user, n]], act.time));
  }

  #iterations(rows, amount, time, kept) {
    let sum = 0n;
    let counted = 0;
    let fits;
    for (const row of [...rows].reverse()) {
      const released = BigInt(time) >= row.releaseAt;
      if (fits && released && row.amount === 0n && kept.has(String(row.releaseAt))) break;
      if (released) sum += row.amount;
      if (released || this.chain.version === 'pool') counted++;
      if (sum === amount && counted <= 255) fits = counted;
    }
    return fits;
  }

  /** Rows of amount 0 leave no trace but in the next truth: the release times of those that the user still has there. */
  #zeroRowsLater(user, block) {
    const { addresses } = this.recording.truths.find((truth) => truth.block >= block);
    return new Set(addresses[user].onHold.rows.filter((row) => row.amount === '0').map((row) => row.releaseAt));
  }

  /** `setMaxSessionDuration` logs nothing: it is taken from sessions that end sooner or later than the cap in force allows. */
  async #fitDuration(act) {
    const { sessionId } = act.logs.find((log) => log.name === 'SessionOpened').args;
    const { openedAt, endsAt, stake, pricePerSecond } = this.calls.sessions[sessionId];
    const wanted = BigInt(endsAt) - BigInt(openedAt);
    const ours = await this.chain.view('getSessionEnd', [BigInt(stake), BigInt(pricePerSecond), BigInt(openedAt)]) - BigInt(openedAt);
    const cap = await this.chain.view('getMaxSessionDuration');
    if (ours === wanted || (ours < wanted && ours < cap)) return;
    this.#count('changes of the longest duration');
    await this.#send([this.chain.owner, 'setMaxSessionDuration', [wanted]], act.time);
    const now = await this.chain.view('getSessionEnd', [BigInt(stake), BigInt(pricePerSecond), BigInt(openedAt)]) - BigInt(openedAt);
    if (now !== wanted) this.report.differences.push({ block: act.block, kind: 'duration', recorded: [String(wanted)], ours: [String(now)] });
  }

  #count(what, by = 1) {
    this.report.derived[what] = (this.report.derived[what] ?? 0) + by;
  }
}

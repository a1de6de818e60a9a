// The people of a chain, all derived from its seed, and what they need before the play begins.
import { getAddress, keccak256, maxUint256, toHex } from 'viem';

export const MOR = 10n ** 18n;
const SIZES = { users: 14, providers: 6, modelOwners: 3, funders: 4, hots: 3, owners: 2, retired: 3 };

const HOSTILE_NAMES = [
  '<script>alert(1)</script>', 'llama\u202Egnp.exe\u202C', '"><img src=x onerror=alert(1)>', "'; DROP TABLE models; --",
  '{{7*7}} ${7*7} #{7*7}', 'nul\u0000byte', '\u200F\u200Eמודל', 'x'.repeat(10_000), 'tab\tline\nend\r', '💥'.repeat(40), '',
];
const HOSTILE_TAGS = ['LLM', '<b>bold</b>', 'TTS', '\u202Etag', 'embedding', 'a,b;"c"', 'STT', 'javascript:alert(1)'];
const HOSTILE_ENDPOINTS = ['node.example:3333', 'javascript:alert(1)', 'http://169.254.169.254/', '" onmouseover="alert(1)', '\u202Emoc.live', 'e'.repeat(10_000)];

const NICE = ['Llama 3.3 70B', 'Mistral Small', 'Qwen 2.5', 'Whisper large', 'Kokoro', 'Hermes 4'];

export class Cast {
  constructor(seed) {
    this.seed = String(seed);
    for (const [role, size] of Object.entries(SIZES)) this[role] = Array.from({ length: size }, (_, i) => this.address(role, i));
    this.owner = this.address('owner', 0);
    this.fundingAccount = this.address('funding', 0);
    this.treasury = this.address('treasury', 0);
    this.accounts = [];
  }

  address(role, index) {
    return getAddress(`0x${keccak256(toHex(`${this.seed}/${role}/${index}`)).slice(26)}`);
  }

  /** Everyone who opens sessions from a wallet of their own: the first provider, too, and contracts. */
  get consumers() {
    return [...this.users, this.providers[0], ...this.hots, ...this.accounts];
  }

  get everyone() {
    return [...this.users, ...this.providers, ...this.modelOwners, ...this.funders, ...this.hots, ...this.accounts];
  }

  ownerOf(account) {
    return this.accountOwners?.get(account) ?? this.owners[this.accounts.indexOf(account)];
  }
}

export const modelName = (rng) => (rng.chance(0.3) ? rng.pick(HOSTILE_NAMES) : rng.pick(NICE));
export const modelTags = (rng) => Array.from({ length: rng.int(0, 3) }, () => rng.pick(HOSTILE_TAGS));
export const endpoint = (rng) => (rng.chance(0.3) ? rng.pick(HOSTILE_ENDPOINTS) : `node${rng.int(1, 99)}.example:3333`);
export const baseId = (n) => keccak256(toHex(`base model ${n}`));

const mor = (rng, low, high) => rng.big(BigInt(low) * MOR, BigInt(high) * MOR);

async function deployAccounts(chain, cast) {
  for (const owner of cast.owners) cast.accounts.push(getAddress(await chain.deploy(cast.owner, 'SmartAccount', [owner])));
}

/** An endless allowance mostly, now and then a finite one, so that spending it is announced. */
function allow(chain, rng, who) {
  const amount = rng.chance(0.25) ? 10n ** 27n : maxUint256;
  chain.send(chain.tokenTx(who, 'approve', [chain.diamond, amount]));
}

function fund(chain, rng, cast) {
  const give = (to, amount) => chain.send(chain.tokenTx(cast.owner, 'transfer', [to, amount]));
  give(cast.treasury, 10_000_000n * MOR);
  give(cast.fundingAccount, mor(rng, 60, 120));
  for (const who of [...cast.users, ...cast.hots, ...cast.accounts]) give(who, mor(rng, 5_000, 40_000));
  for (const who of [...cast.providers, ...cast.modelOwners]) give(who, mor(rng, 100, 600));
  for (const who of cast.funders) give(who, mor(rng, 10_000, 30_000));
  [...cast.users, ...cast.providers, ...cast.modelOwners, ...cast.funders, ...cast.hots, ...cast.accounts]
    .forEach((who) => allow(chain, rng, who));
  for (const who of cast.retired) give(who, mor(rng, 10, 50));
  for (const who of cast.retired.slice(1)) chain.send({ ...chain.tokenTx(who, 'transfer', [cast.treasury, 10n * MOR]) });
}

function register(chain, rng, cast) {
  cast.providers.forEach((who, i) => {
    const stake = i === 1 ? MOR / 5n : mor(rng, 2, 60);
    chain.send(chain.diamondTx(who, 'providerRegister', [who, stake, endpoint(rng)]));
  });
  cast.modelOwners.forEach((who, i) => {
    for (const n of [2 * i, 2 * i + 1]) {
      chain.send(chain.diamondTx(who, 'modelRegister', [who, baseId(n), baseId(100 + n), 0n, mor(rng, 1, 9), modelName(rng), modelTags(rng)]));
    }
  });
}

/** Gives out money, allowances and ETH; the first providers and models appear. */
export async function prepare(chain, cast, rng) {
  await deployAccounts(chain, cast);
  fund(chain, rng, cast);
  await chain.mine();
  register(chain, rng, cast);
  await chain.mine();
  const gas = [...cast.everyone, ...cast.owners].map((who) => ['anvil_setBalance', [who, toHex(10n ** 16n)]]);
  await chain.rpc.batch(gas);
}

// One running development chain and the commands that it understands.
import { getAddress } from 'viem';
import { startAnvil } from './anvil.mjs';
import { Chain } from './chain.mjs';
import { bids, model, provider } from './crowd.mjs';
import { closeRules, deploy, upgrade } from './deploy.mjs';
import { Cast, prepare } from './director/cast.mjs';
import { Director } from './director/director.mjs';
import { Prng } from './prng.mjs';
import { reorganise } from './reorg.mjs';
import { findSamples } from './samples.mjs';
import { runScenario, scenarioNames } from './scenarios/index.mjs';
import { liveBlock } from './serve.mjs';
import { closing, openings } from './openings.mjs';
import { Stage } from './stage.mjs';
import { writeTruth } from './truth.mjs';
import { marketTruth } from './truth-market.mjs';

const DAY = 86_400;

export class DevSession {
  /** Starts anvil and deploys the classic version; nothing has been played yet. */
  static async start({ port, rpcPort, seed, startTime, multicall3, oldStates }) {
    const anvil = await startAnvil({ port: rpcPort || port, startTime, oldStates });
    const session = new DevSession(anvil, seed);
    try {
      await session.#prepare(multicall3);
    } catch (error) {
      await anvil.stop();
      throw error;
    }
    return session;
  }

  constructor(anvil, seed) {
    this.anvil = anvil;
    this.seed = seed;
    this.chain = new Chain(anvil.rpc, anvil.url);
    this.cast = new Cast(seed);
  }

  async #prepare(multicall3) {
    const { chain, cast, seed } = this;
    const rng = new Prng(seed);
    await chain.sync();
    await deploy(chain, { owner: cast.owner, fundingAccount: cast.fundingAccount, multicall3 });
    await prepare(chain, cast, rng.fork('cast'));
    this.director = new Director(chain, cast, rng.fork('play'));
    this.stage = new Stage(chain, cast, seed);
  }

  /** What a user of this chain has to know. */
  facts() {
    const { chain } = this;
    return {
      rpcUrl: chain.url, chainId: 31337, token: getAddress(chain.token), diamond: getAddress(chain.diamond),
      fundingAccount: chain.fundingAccount, multicall3: chain.multicall3, startBlock: 1, head: chain.head, seed: this.seed, closeRules,
    };
  }

  /** Carries out one command; the answer is what to tell besides `id` and `ok`. */
  async run(command) {
    const act = commands[command.cmd];
    if (!act) throw new Error(`no such command: ${command.cmd} (known: ${Object.keys(commands).join(', ')})`);
    // Others may have mined meanwhile.
    await this.chain.sync();
    const answer = await act(this, command);
    return { head: this.chain.head, ...answer };
  }

  stop() {
    return this.anvil.stop();
  }
}

const commands = {
  play: ({ director }, { actions = 100, until }) => director.play(actions, { until }),

  async upgrade({ chain }, { to, unknown }) {
    await upgrade(chain, to, undefined, unknown);
    return { version: to };
  },

  reorg: (session, { depth = 3, same = true }) => reorganise(session, depth, same),

  async truth({ chain }, { file, block }) {
    if (!file) throw new Error('truth needs a file');
    return { file, ...await writeTruth(chain, file, block) };
  },

  async mine({ chain }, { blocks = 1 }) {
    for (let n = 0; n < blocks; n++) await chain.mine();
    return {};
  },

  async warp({ chain }, { seconds = 60 }) {
    await chain.mine(chain.time + Math.max(1, seconds));
    return { timestamp: chain.time };
  },

  /** A block as they come in real time. */
  async tick(session, { acts = false }) {
    await liveBlock(session, acts);
    return { timestamp: session.chain.time };
  },

  async midnight({ chain }) {
    await chain.mine((Math.floor(chain.time / DAY) + 1) * DAY);
    return { timestamp: chain.time };
  },

  samples: async ({ chain, stage }) => ({ samples: await findSamples(chain, stage) }),
  scenario: async ({ stage }, { name, ...options }) => ({ scenario: name, made: await runScenario(stage, name, options) }),
  bid: async ({ stage }, { price, provider: by, model: on }) => ({ bid: (await stage.bid({ price: BigInt(price), provider: by, model: on })).id }),
  provider: async ({ stage }, { endpoint, deregister = false }) => ({ provider: await provider(stage, endpoint, deregister) }),
  wallet: async ({ stage }, { amount }) => ({ wallet: await stage.wallet(BigInt(amount)) }),
  market: ({ chain }) => marketTruth(chain),
  model: async ({ stage }, { name, tags = [] }) => ({ model: await model(stage, name, tags) }),
  bids: async ({ stage }, { model: on, providers = 1, rounds = 1 }) => ({ bids: await bids(stage, on, providers, rounds) }),
  openings: ({ stage }, { bid, stakes, direct, time }) => openings(stage, bid, stakes.map(BigInt), { direct, time }),
  closing: ({ stage }, { session, time }) => closing(stage, session, time),
  scenarios: () => ({ scenarios: scenarioNames() }),
  quit: () => ({}),
};

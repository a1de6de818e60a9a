package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.rpc.answer.ProviderMessages.Meaning;
import dev.morlens.chain.rpc.answer.ProviderMessages.Row;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The wordings of providers and clients, one row each: the meaning; who says so, with a place where it is to be seen, an issue
 * or pull request (owner/repository#number) or a file (owner/repository:path); and the words as a regular expression, in which
 * {@code <cap>} stands for a number that is allowed. The first row that fits counts, so that particular ones stand before
 * general ones. Each has a test with the provider's own words.
 */
final class ProviderWordings {

    private static final String TABLE = """
            BATCH_TOO_LARGE    :: dRPC: blockscout/blockscout#14211 :: batch of more than \\d+ requests
            BATCH_TOO_LARGE    :: Erigon: erigontech/erigon#7072, #17245 :: batch limit \\d+ exceeded
            BATCH_TOO_LARGE    :: proxyd: ethereum-optimism/infra:proxyd/backend.go :: too many rpc calls in batch
            BATCH_TOO_LARGE    :: Geth: ethereum/go-ethereum#26681 :: batch too large
            BATCH_TOO_LARGE    :: jsonrpsee: paritytech/jsonrpsee#1107 :: batch request was too large
            BATCH_TOO_LARGE    :: jsonrpsee: paritytech/jsonrpsee#744 :: batche?d? requests are not supported
            BATCH_TOO_LARGE    :: Besu: besu-eth/besu#4951 :: number of requests in batch exceeds
            BATCH_TOO_LARGE    :: NodeReal: nodereal-keeper/documenntation:resources/support/meganode-handling-errors.md :: batch size exceed
            TOO_MANY_RESULTS   :: Alchemy: ponder-sh/ponder:packages/utils/src/_test/alchemy.test.ts :: cap of <cap> logs
            TOO_MANY_BLOCKS    :: Alchemy, Aurora: BobTheBuidler/dank_mids#772 :: up to an? <cap> block range
            TOO_MANY_BLOCKS    :: thirdweb: DefiLlama/defillama-sdk#262 :: maximum allowed number of requested blocks is <cap>
            TOO_MANY_RESULTS   :: Alchemy: bancorprotocol/webapp#523 :: log response size exceeded
            TOO_MANY_RESULTS   :: Infura, zkSync, Polygon: INFURA/infura#237 :: query returned more than <cap> results
            TOO_MANY_RESULTS   :: Arbitrum: ponder-sh/ponder:packages/utils/src/getLogsRetryHelper.ts :: logs matched by query exceeds limit of <cap>
            TOO_MANY_BLOCKS    :: Infura: INFURA/infura#237 :: range \\d+ exceeds limit of <cap>
            TOO_MANY_BLOCKS    :: QuickNode, Blast: eternalsafe/wallet#57 :: limited to an? <cap> (blocks? )?range
            TOO_MANY_BLOCKS    :: BlockPI, 1RPC: 0xPolygon/zkevm-node#3136 :: limited to (an? )?(\\d+ - )?<cap> block
            TOO_MANY_BLOCKS    :: Polygon, by MASQ-Project/MASQ-Node-issues#585 :: block range too large, range: \\d+, max: <cap>
            TOO_MANY_BLOCKS    :: Base, Candle: ponder-sh/ponder:packages/utils/src/_test/base.test.ts, AlphaWallet/alpha-wallet-ios#5277 :: block range (is )?too (large|high)
            TOO_MANY_BLOCKS    :: proxyd: ponder-sh/ponder:packages/utils/src/_test/swell.test.ts :: block range greater than <cap>
            TOO_MANY_RESULTS   :: proxyd: ethereum-optimism/infra:proxyd/backend.go :: backend response too large
            TOO_MANY_BLOCKS    :: Coinbase: ponder-sh/ponder:packages/utils/src/_test/coinbase.test.ts :: at most <cap> blocks
            TOO_MANY_BLOCKS    :: Cloudflare: ponder-sh/ponder:packages/utils/src/_test/cloudflare.test.ts :: max range: <cap>
            TOO_MANY_BLOCKS    :: Merkle: ponder-sh/ponder:packages/utils/src/_test/merkle.test.ts :: too large, max is <cap> blocks
            TOO_MANY_BLOCKS    :: Moonbeam: moonbeam-foundation/moonbeam#3250 :: range is too wide \\(maximum <cap>
            TOO_MANY_BLOCKS    :: Ankr: ponder-sh/ponder:packages/utils/src/_test/ankr.test.ts :: block range is too wide
            TOO_MANY_BLOCKS    :: Ankr: ponder-sh/ponder:packages/utils/src/_test/ankr-tac.test.ts :: blocks distance: <cap>
            TOO_MANY_RESULTS   :: LlamaRPC, Base: base/base#2421 :: exceeds max results <cap>
            TOO_MANY_BLOCKS    :: Reth: paradigmxyz/reth#8558, circlefin/arc-node#383 :: exceeds max block range( of)? <cap>
            TOO_MANY_BLOCKS    :: PublicNode: ponder-sh/ponder:packages/utils/src/_test/publicnode.test.ts :: maximum block range: <cap>
            TOO_MANY_BLOCKS    :: Scroll: DefiLlama/DefiLlama-Adapters#7785, enviodev/hyperindex#605 :: max block range = <cap>
            TOO_MANY_BLOCKS    :: Scroll: scroll-tech/go-ethereum#529 :: bigger than maxBlockRange
            TOO_MANY_BLOCKS    :: Blast: ponder-sh/ponder:packages/utils/src/_test/blast.test.ts :: allowed for your plan( \\(\\d+ > <cap>)?
            TOO_MANY_BLOCKS    :: Somnia: ponder-sh/ponder:packages/utils/src/_test/somnia.test.ts :: block range exceeds <cap>
            TOO_MANY_BLOCKS    :: Harmony: ponder-sh/ponder:packages/utils/src/_test/harmony.test.ts :: must be smaller than size <cap>
            TOO_MANY_RESULTS   :: 1RPC: ponder-sh/ponder:packages/utils/src/_test/1rpc.test.ts :: response size should not greater than
            TOO_MANY_BLOCKS    :: Chainstack: ponder-sh/ponder:packages/utils/src/_test/chainstack.test.ts :: block range limit exceeded
            TOO_MANY_BLOCKS    :: dRPC: Chain-Love/chain-love#3773 :: ranges over <cap> blocks are not supported
            TOO_MANY_BLOCKS    :: Tenderly, thirdweb: ponder-sh/ponder:packages/utils/src/getLogsRetryHelper.ts :: bigger than range limit <cap>
            TOO_MANY_BLOCKS    :: Besu: besu-eth/besu#4597 :: range exceeds maximum (rpc )?range limit
            TOO_MANY_BLOCKS    :: Avalanche: ponder-sh/ponder:packages/utils/src/_test/avalanche.test.ts :: requested too many blocks(.* set to <cap>)?
            TOO_MANY_BLOCKS    :: Arc: circlefin/arc-node#454 :: requested range too large
            TOO_MANY_BLOCKS    :: IOTA: DefiLlama/dimension-adapters#2020 :: too many blocks in filter range
            LOGS_GONE          :: Geth, Nethermind: ethereum/go-ethereum#31939, NethermindEth/nethermind#12090 :: pruned history unavailable
            LOGS_GONE          :: Geth, before a block 0 that it lacks: ethereum/go-ethereum#31939 :: failed to get logs for block #0
            LOGS_GONE          :: Nethermind: NethermindEth/nethermind#5230, #12089 :: receipts? not available for
            LOGS_GONE          :: Erigon: erigontech/erigon#13198 :: data before txNum=\\d+ is not available
            LOGS_GONE          :: Erigon: erigontech/erigon#19215 :: data not available due to pruning
            LOGS_GONE          :: Reth: paradigmxyz/reth#27002 :: receipts (are |is )?(unavailable|pruned|not available)
            LOGS_GONE          :: PublicNode (HTTP 403): AntSeed/antseed#842 :: archive requests? requires? a personal token
            STATE_GONE         :: Geth: ethereum/go-ethereum#20874 :: missing trie node
            STATE_GONE         :: Geth: blockscout/blockscout#4176 :: historical state .*(unavailable|not available)
            STATE_GONE         :: Parity: openethereum/parity-ethereum#11808 :: running with state pruning
            STATE_GONE         :: Reth, Erigon: paradigmxyz/reth#21122 :: state .*(pruned|is not available)
            STATE_GONE         :: Reth: paradigmxyz/reth#14952 :: exceeds maximum proof window
            STATE_GONE         :: providers without archive: ethers-io/ethers.js#715 :: archive (node|state|data|request)
            UNKNOWN_BLOCK      :: Geth, Reth, ethrex: paradigmxyz/reth#20202, lambdaclass/ethrex#7236 :: extends beyond current head
            UNKNOWN_BLOCK      :: Sentio: DefiLlama/defillama-sdk#254 :: is beyond the latest block
            UNKNOWN_BLOCK      :: Hyperliquid, Nitro: hl-archive-node/nanoreth#153, OffchainLabs/nitro#3666 :: invalid block range
            UNKNOWN_BLOCK      :: ethrex: lambdaclass/ethrex#7236 :: could not get header for block
            UNKNOWN_BLOCK      :: Arc: circlefin/arc-node#454 :: requested data not available
            UNKNOWN_BLOCK      :: Parity: openethereum/parity-ethereum#9256 :: blocks? specified in filter .*cannot be found
            UNKNOWN_BLOCK      :: Geth, Besu: ethereum/execution-apis#534 :: header not found|unknown block|block not found
            UNKNOWN_BLOCK      :: Nethermind, proxyd: ethereum-optimism/infra:proxyd/backend.go :: block is out of range
            UNKNOWN_BLOCK      :: Nethermind: NethermindEth/nethermind#250, #9277, #11173 :: cannot find block|no state available for block|\\d+ could not be found
            UNKNOWN_BLOCK      :: as EIP-1474 has it :: resource not found
            UNKNOWN_BLOCK      :: proxies, by NethermindEth/nethermind#11173 :: does not have the requested block yet
            UNKNOWN_BLOCK      :: Geth, as EIP-1898 has it :: hash is not (currently )?canonical
            REVERTED           :: Geth, Anvil :: ^execution reverted
            REVERTED           :: Hardhat, Parity :: vm exception while processing transaction|vm execution error
            REVERTED           :: Geth :: ^invalid (opcode|jump destination)
            METHOD_NOT_OFFERED :: dRPC: drpcorg/nodecore#159 :: method is not (available|supported)
            METHOD_NOT_OFFERED :: proxyd: ethereum-optimism/infra:proxyd/backend.go :: method is not whitelisted
            METHOD_NOT_OFFERED :: Alchemy: hiero-ledger/hiero-json-rpc-relay#1709 :: is not available on the free tier
            METHOD_NOT_OFFERED :: erpc/erpc:architecture/evm/error_normalizer.go :: unsupported method|not included in your current plan
            PARAMETER_REFUSED  :: Geth's library, of Viction, KiiChain: foundry-rs/foundry#10705, hyperlane-xyz/hyperlane-monorepo#9365 :: too many arguments, want at most
            PARAMETER_REFUSED  :: Nethermind: NethermindEth/nethermind#7306 :: incorrect parameters count
            PARAMETER_REFUSED  :: Hardhat: NomicFoundation/hardhat#2513 :: expected between \\d+ and \\d+ arguments
            PARAMETER_REFUSED  :: Lotus: filecoin-project/lotus#13160, filecoin-shipyard/js-lotus-client#37 :: wrong param count
            NOT_SIMULATED      :: Geth, Reth: paradigmxyz/reth#21397, OffchainLabs/go-ethereum#502 :: block (numbers|timestamps) must be in order
            NOT_SIMULATED      :: Nethermind: NethermindEth/nethermind#8480 :: block (number|timestamp) out of order
            CALL_TOO_LARGE     :: Reth: paradigmxyz/reth#17847 :: intrinsic gas too (high|low)
            CALL_TOO_LARGE     :: Geth, as EIP-7825 has it: ethereum/go-ethereum#32625 :: gas limit too high
            CALL_TOO_LARGE     :: Nethermind: NethermindEth/nethermind#11172 :: block gas limit exceeded
            CALL_TOO_LARGE     :: Hedera: hiero-ledger/hiero-json-rpc-relay#2095 :: gas limit .*exceeds block gas limit
            CALL_TOO_LARGE     :: Anvil: foundry-rs/foundry#3783 :: CallerGasLimitMoreThenBlock
            TOO_COSTLY         :: Geth, Anvil, Reth :: out ?of ?gas
            TOO_COSTLY         :: Geth, Reth :: gas required exceeds
            TIMED_OUT          :: Geth: ethereum/go-ethereum#21717 :: execution aborted \\(timeout
            TIMED_OUT          :: Nethermind, Erigon :: execution timed? ?out
            TIMED_OUT          :: Infura, Alchemy: INFURA/infura#237 :: query timeout exceeded
            TIMED_OUT          :: dRPC: enviodev/hyperindex#715 :: request timeout on the free tier
            TIMED_OUT          :: Geth: ethereum/go-ethereum#26681 :: request timed out
            NO_ACCESS          :: Alchemy: xmtp/xmtpd#672, ethers-io/ethers.js#5071 :: monthly capacity limit exceeded
            NO_ACCESS          :: Infura: gochain/web3#180, blockscout/blockscout#7339 :: daily request count exceeded
            NO_ACCESS          :: Ankr: BitteProtocol/near-ca#173 :: must authenticate your request
            NO_ACCESS          :: Ankr: wevm/viem#3476 :: api key is not allowed to access
            NO_ACCESS          :: Infura: erpc/erpc:thirdparty/infura.go :: must be authenticated|access key
            NO_ACCESS          :: Chainnodes: https://chainnodes.org/docs/FAQs/error_codes :: invalid api key
            NO_ACCESS          :: dRPC: erpc/erpc:thirdparty/drpc.go :: token is invalid
            NO_ACCESS          :: erpc/erpc:architecture/evm/error_normalizer.go :: reached the free tier|limit for your current plan
            NO_ACCESS          :: erpc/erpc:architecture/evm/error_normalizer.go :: (exceeded|reached) the quota
            NO_ACCESS          :: NodeReal: nodereal-keeper/documenntation:resources/support/meganode-handling-errors.md :: ran out of cu|is not on whitelist
            TOO_OFTEN          :: proxyd, Base: ethereum-optimism/infra:proxyd/backend.go :: over rate limit|over capacity
            TOO_OFTEN          :: Alchemy: latticexyz/mud#1522 :: exceeded its compute units per second
            TOO_OFTEN          :: Infura: storj/storj#6996 :: request rate exceeded
            TOO_OFTEN          :: QuickNode: latticexyz/mud#1522, BobTheBuidler/dank_mids#684 :: credits limited to|/second request limit reached
            TOO_OFTEN          :: Tenderly, dRPC: fluencelabs/dev-rewards#20 :: rate limit|too many requests
            """;

    /** As providers write numbers: 2000, 10,000, 10k. */
    private static final String CAP = "(?<cap>\\d[\\d,.]*k?)";

    static final List<Row> ROWS = TABLE.lines().map(ProviderWordings::row).toList();

    private ProviderWordings() {}

    private static Row row(String line) {
        String[] columns = line.split("::", 3);
        String words = columns[2].strip().replace("<cap>", CAP);
        return new Row(
                columns[1].strip(),
                Meaning.valueOf(columns[0].strip()),
                Pattern.compile(words, Pattern.CASE_INSENSITIVE));
    }
}

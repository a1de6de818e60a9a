package dev.morlens.chain.rpc.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RangeTooLargeException.Reason;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.value.BlockRange;
import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What providers say, in their own words; where each is to be seen stands in {@link ProviderWordings}. */
class ProviderMessagesTest {

    private static final BlockRange RANGE = new BlockRange(1_000, 3_000_999);

    /** The last column is the number of blocks that the words allow. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Alchemy free | -32600 | Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range. Based on your parameters, this block range should work: [0x3e8, 0x3f1]. Upgrade to PAYG for expanded block range. | 10
            Alchemy      | -32600 | You can make eth_getLogs requests with up to a 500 block range. | 500
            Alchemy      | -32602 | Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range | 2000
            Infura       | -32602 | range 1000000 exceeds limit of 10000 | 10000
            QuickNode    | -32614 | eth_getLogs is limited to a 10,000 range | 10000
            QuickNode    | -32614 | eth_getLogs is limited to a 5 range | 5
            QuickNode    | -32000 | eth_getLogs is limited to a 10,000 blocks range | 10000
            BlockPI      | -32602 | eth_getLogs is limited to 1024 block range | 1024
            zkEVM        | -32602 | logs are limited to a 10000 block range | 10000
            1RPC         | -32001 | eth_getLogs is limited to 0 - 10000 blocks range | 10000
            Base         | -32602 | block range too large |
            Optimism     | -32602 | Block range is too large |
            Candle       | -32600 | block range too high |
            Polygon      | -32005 | eth_getLogs block range too large, range: 855077, max: 3500 | 3500
            Base         | -32019 | block range greater than 10000 max | 10000
            Coinbase     | -32602 | please limit the query to at most 1,000 blocks | 1000
            Cloudflare   | -32047 | Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: 800 | 800
            Merkle       | -32000 | eth_getLogs range is too large, max is 10k blocks | 10000
            Ankr         | -32600 | block range is too wide |
            Moonbeam     | -32603 | block range is too wide (maximum 1024) | 1024
            Ankr         | -32062 | maximum [from, to] blocks distance: 5000 | 5000
            Reth         | -32602 | query exceeds max block range 100000 | 100000
            Arc          | -32600 | Query exceeds max block range of 10000 | 10000
            Arc          | -32012 | requested range too large |
            PublicNode   | -32701 | exceed maximum block range: 50000 | 50000
            Scroll       | -32000 | block range is larger than max block range, block range = 1634, max block range = 1000 | 1000
            Scroll       | -32000 | block range is bigger than maxBlockRange |
            Somnia       | -32000 | block range exceeds 1000 | 1000
            Harmony      | -32000 | query must be smaller than size 1024 | 1024
            Blast        | -32600 | eth_getLogs range exceeds the range allowed for your plan (5000 > 500) | 500
            thirdweb     | -32000 | Maximum allowed number of requested blocks is 1000 | 1000
            thirdweb     | -32005 | Log response size exceeded. Maximum allowed number of requested blocks is 112 | 112
            Chainstack   | -32000 | Block range limit exceeded. See more details |
            dRPC         | 35     | ranges over 10000 blocks are not supported on freetier | 10000
            Tenderly     | -32602 | range 9009594 is bigger than range limit 2000 | 2000
            Besu         | -32005 | Requested range exceeds maximum RPC range limit |
            Avalanche    | -32000 | requested too many blocks from 1 to 9999, maximum is set to 2048 | 2048
            IOTA         | -32000 | too many blocks in filter range |
            QuickNode    | -32614 | anything at all |
            """)
    void fewerBlocksAreAskedForWhereTheirNumberIsTooLarge(String provider, int code, String message, Long cap) {
        assertThat(ofLogs(code, message)).as(provider).isInstanceOfSatisfying(RangeTooLargeException.class, e -> {
            assertThat(e.range()).isEqualTo(RANGE);
            assertThat(e.reason()).isEqualTo(Reason.BLOCKS);
            assertThat(e.cap()).isEqualTo(cap == null ? OptionalLong.empty() : OptionalLong.of(cap));
        });
    }

    /** The last columns are the number of logs that the words allow, and how many blocks they suggest. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Infura    | -32005 | query returned more than 10000 results. Try with this block range [0x3E8, 0x7CF]. | 10000 | 1000
            Alchemy   | -32602 | Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range and no limit on the response size, or you can request any block range with a cap of 10K logs in the response. Based on your parameters and the response size limit, this block range should work: [0x3e8, 0x5db] | 10000 | 500
            Alchemy   | -32602 | Log response size exceeded. Please reduce query block range. | |
            LlamaRPC  | -32602 | query exceeds max results 20000, retry with the range 1000-1499 | 20000 | 500
            Base      | -32602 | query exceeds max results 20000, retry with the range 1000-3000999 | 20000 |
            Arbitrum  | -32000 | logs matched by query exceeds limit of 10000 | 10000 |
            1RPC      | -32000 | response size should not greater than 10000000 bytes | |
            Base      | -32020 | backend response too large | |
            jsonrpsee | -32008 | Response is too big | |
            """)
    void fewerLogsAreAskedForWhereThereAreTooMany(String provider, int code, String message, Long cap, Long suggested) {
        assertThat(ofLogs(code, message)).as(provider).isInstanceOfSatisfying(RangeTooLargeException.class, e -> {
            assertThat(e.reason()).isEqualTo(Reason.RESULTS);
            assertThat(e.cap()).isEqualTo(cap == null ? OptionalLong.empty() : OptionalLong.of(cap));
            assertThat(e.suggested()).isEqualTo(suggested == null ? OptionalLong.empty() : OptionalLong.of(suggested));
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Infura | -32005 | query timeout exceeded
            dRPC   | 30     | Request timeout on the free tier, please upgrade your tier to the paid one
            Geth   | -32002 | request timed out
            """)
    void aRangeThatTakesTooLongIsDividedAndOneBlockIsAskedForAgain(String provider, int code, String message) {
        assertThat(ofLogs(code, message))
                .as(provider)
                .isInstanceOfSatisfying(
                        RangeTooLargeException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.UNSAID));
        assertThat(RpcErrorClassifier.ofLogs(BlockRange.single(7), new RpcError(code, message, ""), false))
                .isInstanceOf(TemporaryNodeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geth       | 4444   | pruned history unavailable
            Reth       | 4444   | whatever it says
            Nethermind | 4444   | Pruned history unavailable
            Nethermind | -32000 | Receipt not available for From block 14319330.
            Nethermind | -32001 | Receipt not available for 'From' block '11052984'.
            Erigon     | -32000 | seek with txNum=1962853355 but data before txNum=2662500000 is not available: blockNum=16999999
            Erigon     | -32000 | old data not available due to pruning: from tx: 1909646215, min tx: 3200000000
            Geth       | -32000 | failed to get logs for block #0 (0xd4e567..cb8fa3)
            Reth       | -32602 | receipts unavailable
            PublicNode | -32602 | Archive requests require a personal token. Get one at: https://www.allnodes.com/publicnode
            no archive | -32000 | project ID does not have access to archive state
            """)
    void logsThatAreNotKeptAreAskedForElsewhere(String node, int code, String message) {
        assertThat(ofLogs(code, message)).as(node).isInstanceOf(HistoryMissingException.class);
        assertThat(RpcErrorClassifier.of("eth_call", new RpcError(code, message, "")))
                .as("%s, a state", node)
                .isInstanceOf(RefusedByNodeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Reth, Geth      | -32602 | block range extends beyond current head block
            Reth            | -32602 | block range extends beyond current head block: requested 50162452, head 50162449
            Sentio          | -32000 | block 50162452 is beyond the latest block 50162448 of this node, retry later
            Hyperliquid     | -32602 | invalid block range
            Geth            | -32602 | invalid block range params
            ethrex          | -32603 | Internal Error: Could not get header for block 12
            Arc             | -32014 | requested data not available
            Parity          | -32015 | One of the blocks specified in filter (fromBlock, toBlock or blockHash) cannot be found
            lagging replica | -32000 | header not found
            lagging replica | -32001 | Unknown block
            proxyd          | -32019 | block is out of range
            Nethermind      | -32000 | 4294967295 could not be found
            Nethermind      | -32002 | No state available for block 0xe7b1e5b5b5c730816ef2b9627a85c227f6924f27504f1b36cc7328bff79ecc6e
            a proxy         | -32603 | upstream does not have the requested block yet
            """)
    void blockThatIsNotThereYetIsAskedForAgainWithinASecond(String node, int code, String message) {
        assertThat(RpcErrorClassifier.ofLogs(RANGE, new RpcError(code, message, ""), true))
                .as(node)
                .isInstanceOf(UnknownBlockException.class);
        assertTrouble(node, ofLogs(code, message), Trouble.FAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            dRPC      | 31     | Batch of more than 3 requests are not allowed on free tier, to use this feature register paid account at drpc.org
            Erigon    | -32000 | batch limit 100 exceeded: 142 requests given
            Erigon    | -32000 | batch limit 1000 exceeded (can increase by --rpc.batch.limit). Requested batch of size: 1062
            proxyd    | -32014 | too many RPC calls in batch request
            Geth      | -32600 | batch too large
            jsonrpsee | -32010 | The batch request was too large
            jsonrpsee | -32005 | Batched requests are not supported by this server
            Besu      | -32602 | Number of requests in batch exceeds --rpc-max-batch-size.
            NodeReal  | -32005 | batch size exceed limit 500
            """)
    void refusedBatchIsNeitherARateNorALackOfRights(String node, int code, String message) {
        RpcError error = new RpcError(code, message, "");

        assertThat(RpcErrorClassifier.isBatchTooLarge(error)).as(node).isTrue();
        assertThat(RpcErrorClassifier.of("eth_call", error)).as(node).isInstanceOf(RefusedByNodeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Reth       | -32000 | intrinsic gas too high
            Geth       | -32000 | transaction gas limit too high (cap: 16777216, tx: 50000000)
            Nethermind | -32000 | Block gas limit exceeded
            Hedera     | -32005 | Transaction gas limit '0x3faf080' exceeds block gas limit '15000000'
            Anvil      | -32603 | EVM error CallerGasLimitMoreThenBlock
            """)
    void callThatIsTooLargeIsDividedAndNoRevert(String node, int code, String message) {
        RpcError error = new RpcError(code, message, "");

        assertThat(RpcErrorClassifier.isCallTooLarge(error)).as(node).isTrue();
        assertThat(RpcErrorClassifier.isTooMuchAtOnce(error)).as(node).isTrue();
        assertThat(RpcErrorClassifier.isRevert(error)).as(node).isFalse();
        assertThat(RpcErrorClassifier.of("eth_call", error)).as(node).isInstanceOf(RefusedByNodeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Alchemy  | -32600 | Monthly capacity limit exceeded. Visit https://dashboard.alchemyapi.io/settings/billing to upgrade your scaling policy for continued service.
            Infura   | -32005 | daily request count exceeded, request rate limited
            Ankr     | -32000 | Unauthorized: You must authenticate your request with an API key. Create an account on https://www.ankr.com/rpc/ and generate your personal API key for free.
            Ankr     | -32052 | API key is not allowed to access blockchain
            Infura   | -32600 | Must be authenticated!
            Chainnodes | 401  | invalid api key
            a gateway | 402   | of a kind not seen before
            dRPC     | 4      | token is invalid
            NodeReal | -32005 | ran out of cu
            NodeReal | -32002 | IP address 10.0.0.1 is not on whitelist
            erpc     | -32000 | You have reached the free tier limit
            """)
    void whoWantsPaymentOrRightsIsLeftAlone(String provider, int code, String message) {
        assertTrouble(provider, new RpcError(code, message, ""), Trouble.NO_ACCESS);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            EIP-1474  | -32005 | limit exceeded
            Tenderly  | -32005 | rate limit exceeded
            Base      | -32016 | over rate limit
            proxyd    | -32012 | backend is over capacity
            Alchemy   | 429    | Your app has exceeded its compute units per second capacity
            Infura    | -32005 | project ID request rate exceeded
            QuickNode | -32012 | credits limited to 6000/sec
            QuickNode | -32007 | 50/second request limit reached - reduce calls per second or upgrade your account at quicknode.com
            dRPC      | 15     | You reached Public endpoint rate limit
            """)
    void whoIsAskedTooOftenIsAskedLater(String provider, int code, String message) {
        assertTrouble(provider, new RpcError(code, message, ""), Trouble.BUSY);
    }

    @Test
    void howLongInfuraWantsToBeLeftAloneStandsInItsData() {
        RpcError error = new RpcError(
                -32005,
                "daily request count exceeded, request rate limited",
                "{\"rate\":{\"allowed_rps\":1,\"backoff_seconds\":30,\"current_rps\":1.26}}");

        assertThat(RpcErrorClassifier.of("eth_call", error))
                .isInstanceOfSatisfying(
                        TemporaryNodeException.class,
                        e -> assertThat(e.retryAfter()).hasValue(Duration.ofSeconds(30)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geth       | -32601 | the method eth_simulateV1 does not exist/is not available
            Geth, Reth | -38021 | block timestamps must be in order: 145 <= 23387288
            Arbitrum   | -32000 | block timestamps must be in order: 5 <= 5
            Nethermind | -32602 | Block timestamp out of order 1744034056 is <= than given base timestamp of 1744034066
            proxyd     | -32601 | rpc method is not whitelisted
            erpc       | -32601 | method is not whitelisted
            dRPC       | 35     | method is not available on freetier, please upgrade to paid tier
            Alchemy    | -32600 | eth_simulateV1 is not available on the Free tier - upgrade to Pay As You Go, or Enterprise for access.
            """)
    void simulationThatIsNotOfferedIsKnown(String node, int code, String message) {
        RpcError error = new RpcError(code, message, "");

        assertThat(RpcErrorClassifier.isNoSimulation(error)).as(node).isTrue();
        assertThat(RpcErrorClassifier.of("eth_simulateV1", error)).as(node).isInstanceOf(RefusedByNodeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geth       | -32000 | out of gas
            Geth       | -32000 | gas required exceeds allowance (50000000)
            Anvil      | -32603 | EVM error OutOfGas
            Reth       | -32003 | out of gas: gas required exceeds: 50000000
            Base       | -32020 | backend response too large
            """)
    void callThatAsksForTooMuchIsKnownFromOneThatMayBeAskedAgain(String node, int code, String message) {
        assertThat(RpcErrorClassifier.isTooMuch(new RpcError(code, message, "")))
                .as(node)
                .isTrue();
        assertThat(RpcErrorClassifier.isTooMuch(new RpcError(-32005, "rate limited", "")))
                .isFalse();
        assertThat(RpcErrorClassifier.isTooMuch(new RpcError(-32000, "header not found", "")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geth       | -32000 | missing trie node 0123 (path ) state 0x45 is not available
            Geth       | -32000 | historical state 0xab is not available
            Geth       | -32000 | required historical state unavailable (reexec=128)
            Parity     | -32000 | This request is not supported because your node is running with state pruning.
            Erigon     | -32000 | state at block 5 is pruned
            Reth       | -32000 | distance to target block exceeds maximum proof window
            no archive | -32000 | project does not have access to archive state
            EIP-1474   | -32601 | the method eth_getLogs does not exist
            EIP-1474   | -32602 | invalid argument 0
            """)
    void whatAskingAgainDoesNotChangeIsRefused(String node, int code, String message) {
        assertThat(RpcErrorClassifier.of("eth_call", new RpcError(code, message, "")))
                .as(node)
                .isInstanceOf(RefusedByNodeException.class)
                .hasMessageContaining(message.substring(0, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Base             | -32011 | no backend is currently healthy to serve traffic
            internal         | -32603 | Internal error
            lagging replica  | -32000 | header not found
            """)
    void whatMayPassIsTemporary(String node, int code, String message) {
        assertThat(ofLogs(code, message)).as(node).isInstanceOf(TemporaryNodeException.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geth, Anvil | 3      | execution reverted: Diamond: selector is not registered | "0x08c379a0"
            Geth old    | -32000 | execution reverted                                      | ''
            Hardhat     | -32603 | Error: VM Exception while processing transaction: reverted | {"data":"0x08c379a0"}
            Nethermind  | -32015 | VM execution error.                                     | "Reverted 0x08c379a0"
            Geth        | -32000 | invalid opcode: INVALID                                 | ''
            """)
    void revertIsRecognisedWithItsData(String node, int code, String message, String data) {
        RpcError error = new RpcError(code, message, data);

        assertThat(RpcErrorClassifier.isRevert(error)).as(node).isTrue();
        byte[] expected = data.isEmpty() ? new byte[0] : new byte[] {0x08, (byte) 0xc3, 0x79, (byte) 0xa0};
        assertThat(RevertData.of(error)).isEqualTo(expected);
    }

    private static NodeException ofLogs(int code, String message) {
        return RpcErrorClassifier.ofLogs(RANGE, new RpcError(code, message, ""), false);
    }

    private static void assertTrouble(String provider, RpcError error, Trouble trouble) {
        assertTrouble(provider, RpcErrorClassifier.of("eth_call", error), trouble);
    }

    private static void assertTrouble(String provider, NodeException failure, Trouble trouble) {
        assertThat(failure)
                .as(provider)
                .isInstanceOfSatisfying(
                        TemporaryNodeException.class,
                        e -> assertThat(e.trouble()).isEqualTo(trouble));
    }
}

package dev.morlens.chain.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.RangeTooLargeException;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.TemporaryNodeException;
import dev.morlens.chain.value.BlockRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProviderMessagesTest {

    private static final BlockRange RANGE = new BlockRange(10, 20);

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Alchemy      | -32602 | Log response size exceeded. You can make eth_getLogs requests with up to a 2K block range
            Alchemy free | -32600 | You can make eth_getLogs requests with up to a 500 block range.
            Infura       | -32005 | query returned more than 10000 results. Try with this block range [0xBDE5F8, 0x102DBCC].
            Infura       | -32602 | range 1000000 exceeds limit of 10000
            Infura       | -32005 | query timeout exceeded
            QuickNode    | -32614 | eth_getLogs is limited to a 10,000 range
            QuickNode    | -32000 | eth_getLogs is limited to a 10,000 blocks range
            BlockPI      | -32602 | eth_getLogs is limited to 1024 block range
            1RPC         | -32001 | eth_getLogs is limited to 0 - 10000 blocks range
            1RPC         | -32000 | response size should not greater than 10000000 bytes
            Base         | -32602 | block range too large
            Optimism     | -32602 | Block range is too large
            Base         | -32019 | block range greater than 10000 max
            Base         | -32020 | backend response too large
            Coinbase     | -32602 | please limit the query to at most 1,000 blocks
            Cloudflare   | -32047 | Invalid eth_getLogs request. 'fromBlock'-'toBlock' range too large. Max range: 800
            Ankr         | -32600 | block range is too wide
            Ankr         | -32062 | maximum [from, to] blocks distance: 5000
            LlamaRPC     | -32602 | query exceeds max results 20000, retry with the range 1-2
            Reth         | -32602 | query exceeds max block range 100000
            PublicNode   | -32701 | exceed maximum block range: 50000
            Blast        | -32600 | eth_getLogs range exceeds the range allowed for your plan (5000 > 500)
            thirdweb     | -32000 | Maximum allowed number of requested blocks is 1000
            Chainstack   | -32000 | Block range limit exceeded. See more details
            dRPC         | 35     | ranges over 10000 blocks are not supported on freetier
            Tenderly     | -32602 | range 9009594 is bigger than range limit 2000
            Besu         | -32005 | Requested range exceeds maximum RPC range limit
            Avalanche    | -32000 | requested too many blocks from 1 to 9999, maximum is set to 2048
            Arbitrum     | -32000 | logs matched by query exceeds limit of 10000
            jsonrpsee    | -32008 | Response is too big
            """)
    void providerThatWantsASmallerRangeIsUnderstood(String provider, int code, String message) {
        assertThat(RpcErrors.ofLogs(RANGE, new RpcError(code, message, "")))
                .as(provider)
                .isInstanceOfSatisfying(
                        RangeTooLargeException.class, e -> assertThat(e.range()).isEqualTo(RANGE));
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
        assertThat(RpcErrors.isTooMuch(new RpcError(code, message, "")))
                .as(node)
                .isTrue();
        assertThat(RpcErrors.isTooMuch(new RpcError(-32005, "rate limited", "")))
                .isFalse();
        assertThat(RpcErrors.isTooMuch(new RpcError(-32000, "header not found", "")))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Geth       | -32000 | missing trie node 0123 (path ) state 0x45 is not available
            Geth       | -32000 | historical state 0xab is not available
            Erigon     | -32000 | state at block 5 is pruned
            Reth       | -32000 | distance to target block exceeds maximum proof window
            no archive | -32000 | project does not have access to archive state
            EIP-1474   | -32601 | the method eth_getLogs does not exist
            EIP-1474   | -32602 | invalid argument 0
            """)
    void whatAskingAgainDoesNotChangeIsRefused(String node, int code, String message) {
        assertThat(RpcErrors.of("eth_call", new RpcError(code, message, "")))
                .as(node)
                .isInstanceOf(RefusedByNodeException.class)
                .hasMessageContaining(message.substring(0, 10));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rate limit       | -32005 | daily request count exceeded, request rate limited
            Base             | -32016 | over rate limit
            Base             | -32011 | no backend is currently healthy to serve traffic
            Alchemy          | 429    | Your app has exceeded its compute units per second capacity
            internal         | -32603 | Internal error
            lagging replica  | -32000 | header not found
            lagging replica  | -32001 | Unknown block
            """)
    void whatMayPassIsTemporary(String node, int code, String message) {
        assertThat(RpcErrors.ofLogs(RANGE, new RpcError(code, message, "")))
                .as(node)
                .isInstanceOf(TemporaryNodeException.class);
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

        assertThat(RpcErrors.isRevert(error)).as(node).isTrue();
        byte[] expected = data.isEmpty() ? new byte[0] : new byte[] {0x08, (byte) 0xc3, 0x79, (byte) 0xa0};
        assertThat(RevertData.of(error)).isEqualTo(expected);
    }
}

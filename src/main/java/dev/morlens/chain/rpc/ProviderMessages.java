package dev.morlens.chain.rpc;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What node providers say where their error code says nothing or something else. The only place that looks at messages;
 * each row has a test with the provider's own words.
 */
final class ProviderMessages {

    enum Meaning {
        /** Fewer blocks or fewer logs, please. */
        RANGE_TOO_LARGE,
        /** The state of that block is pruned: asking again does not bring it back. */
        STATE_GONE,
        /** The node does not have the block: a lagging replica, or it is reorganised away. */
        UNKNOWN_BLOCK,
        /** The contract refused, which is an answer. */
        REVERTED,
        /** The call needs more gas than the node gives to one: asking again does not change that. */
        TOO_COSTLY,
        /** The node does not begin the call: it, or the gas that it asks for, is larger than the node allows. */
        CALL_TOO_LARGE,
        /** The provider does not offer the method, or not in this plan. */
        METHOD_NOT_OFFERED,
        /** The call took longer than the node gives to one: at another time it may not. */
        TIMED_OUT
    }

    record Row(String source, Meaning meaning, Pattern words) {}

    private static final List<Row> ROWS = List.of(
            range("Alchemy", "log response size exceeded"),
            range("Alchemy, Aurora", "up to an? [\\d,.]+k? block range"),
            range("Infura, zkSync, Polygon", "query returned more than [\\d,.]+ results"),
            range("Infura", "range \\d+ exceeds limit of \\d+"),
            range("Infura, Alchemy", "query timeout exceeded"),
            range("QuickNode, Blast", "limited to an? [\\d,.]+ (blocks? )?range"),
            range("BlockPI, 1RPC", "limited to (\\d+ - )?[\\d,.]+ block"),
            range("Base", "block range (is )?too large"),
            range("Base (proxyd)", "block range greater than [\\d,.]+"),
            range("Base (proxyd)", "backend response too large"),
            range("Coinbase", "limit the query to at most [\\d,.]+ blocks"),
            range("Cloudflare", "max range: [\\d,.]+"),
            range("Ankr, Moonbeam", "block range is too wide"),
            range("Ankr", "blocks distance: \\d+"),
            range("LlamaRPC, Reth", "query exceeds max results"),
            range("Reth", "query exceeds max block range"),
            range("PublicNode", "maximum block range"),
            range("Blast", "exceeds the range allowed for your plan"),
            range("thirdweb", "maximum allowed number of requested blocks"),
            range("1RPC", "response size should not greater than"),
            range("Chainstack", "block range limit exceeded"),
            range("dRPC", "ranges over \\d+ blocks are not supported"),
            range("Tenderly", "bigger than range limit"),
            range("Besu", "range exceeds maximum (rpc )?range limit"),
            range("Avalanche", "requested too many blocks"),
            range("Arbitrum", "logs matched by query exceeds limit"),
            gone("Geth", "missing trie node"),
            gone("Geth", "historical state .*(unavailable|not available)"),
            gone("Erigon, Nethermind", "state .*(pruned|is not available)"),
            gone("Reth", "exceeds maximum proof window"),
            gone("providers without archive", "archive (node|state|data|request)"),
            unknown("Geth", "header not found|unknown block|block not found"),
            unknown("Nethermind, Base (proxyd)", "block is out of range|cannot find block|resource not found"),
            unknown("Geth, as EIP-1898 has it", "hash is not (currently )?canonical"),
            reverted("Geth, Anvil", "^execution reverted"),
            reverted("Hardhat, Parity", "vm exception while processing transaction|vm execution error"),
            reverted("Geth", "^invalid (opcode|jump destination)"),
            row("dRPC, Alchemy", Meaning.METHOD_NOT_OFFERED, "not whitelisted|method is not (available|supported)"),
            row("Geth", Meaning.CALL_TOO_LARGE, "intrinsic gas too (high|low)"),
            row("Geth, as EIP-7825 has it", Meaning.CALL_TOO_LARGE, "transaction gas limit too high"),
            costly("Geth, Anvil, Reth", "out ?of ?gas"),
            costly("Geth, Reth", "gas required exceeds"),
            row("Geth", Meaning.TIMED_OUT, "execution aborted \\(timeout"),
            row("Nethermind, Erigon", Meaning.TIMED_OUT, "execution timed? ?out"));

    private ProviderMessages() {}

    /** What an error means, judged by its message and data; empty if no row knows it. */
    static Optional<Meaning> meaning(RpcError error) {
        String text = error.message() + " " + error.data();
        return ROWS.stream()
                .filter(row -> row.words().matcher(text).find())
                .map(Row::meaning)
                .findFirst();
    }

    private static Row range(String source, String words) {
        return row(source, Meaning.RANGE_TOO_LARGE, words);
    }

    private static Row gone(String source, String words) {
        return row(source, Meaning.STATE_GONE, words);
    }

    private static Row unknown(String source, String words) {
        return row(source, Meaning.UNKNOWN_BLOCK, words);
    }

    private static Row reverted(String source, String words) {
        return row(source, Meaning.REVERTED, words);
    }

    private static Row costly(String source, String words) {
        return row(source, Meaning.TOO_COSTLY, words);
    }

    private static Row row(String source, Meaning meaning, String words) {
        return new Row(source, meaning, Pattern.compile(words, Pattern.CASE_INSENSITIVE));
    }
}

package dev.morlens.testing.replay;

import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.JsonBytes;
import dev.morlens.testing.replay.history.LogWriter;
import dev.morlens.testing.replay.history.Mix;
import dev.morlens.testing.replay.history.World;

/** Blocks with their headers, made when asked for. */
final class ReplayBlocks {

    private static final int FINALITY_BLOCKS = 64;
    private static final long GAS_LIMIT = 60_000_000;
    private static final int HEADER_BYTES = 600;

    /** Fields of a header that say nothing here. */
    private static final String REST = """
            ,"sha3Uncles":"0x1dcc4de8dec75d7aab85b567b6ccd41ad312451b948a7413f0a142fd40d49347",\
            "transactionsRoot":"0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",\
            "receiptsRoot":"0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421",\
            "miner":"0x4200000000000000000000000000000000000011","difficulty":"0x0","totalDifficulty":"0x0",\
            "extraData":"0x","nonce":"0x0000000000000000","baseFeePerGas":"0x4c4b40","uncles":[]""";

    private final History history;
    private final ReplayTransactions transactions;
    private final LogWriter writer;

    ReplayBlocks(History history, ReplayTransactions transactions) {
        this.history = history;
        this.transactions = transactions;
        this.writer = new LogWriter(history.world());
    }

    /** The height that a number or tag means; may lie above the head. */
    long number(String tagOrNumber) {
        return switch (tagOrNumber) {
            case "latest", "pending" -> history.head();
            case "safe", "finalized" -> Math.max(0, history.head() - FINALITY_BLOCKS);
            case "earliest" -> 0;
            default -> Long.parseLong(tagOrNumber.substring(2), 16);
        };
    }

    /** The height of a block, -1 where there is none of that hash. */
    long numberOfHash(String hash) {
        long number = history.clock().number(Hash.of(hash));
        return number <= history.head() ? number : -1;
    }

    /** {@code null} for a block that does not exist. */
    void write(JsonBytes out, long number, boolean whole) {
        if (number < 0 || number > history.head()) {
            out.text("null");
            return;
        }
        World world = history.world();
        int first = world.logs.firstAt(number);
        int end = world.logs.firstAt(number + 1);
        int count = first == end ? 0 : world.logs.transaction(end - 1) + 1;
        out.text("{\"number\":").quantity(number);
        out.text(",\"hash\":").hash(world.clock.hash(number));
        out.text(",\"parentHash\":").hash(world.clock.hash(number - 1));
        out.text(",\"timestamp\":").quantity(world.clock.seconds(number));
        out.text(",\"logsBloom\":").data(first == end ? Bloom.EMPTY : Bloom.of(world, writer, first, end));
        out.text(",\"stateRoot\":").hash(Mix.name(~number, first));
        out.text(",\"mixHash\":").hash(Mix.name(number, 1));
        out.text(",\"gasLimit\":").quantity(GAS_LIMIT);
        out.text(",\"gasUsed\":").quantity(count * ReplayTransactions.GAS);
        out.text(",\"size\":").quantity(HEADER_BYTES + 200L * count);
        out.text(REST).text(",\"transactions\":[");
        for (int i = 0; i < count; i++) {
            transactions.write(out.text(i == 0 ? "" : ","), number, i, whole);
        }
        out.text("]}");
    }
}

package dev.morlens.testing.replay;

import dev.morlens.chain.value.Hash;
import dev.morlens.testing.replay.history.Actors;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.JsonBytes;
import dev.morlens.testing.replay.history.Kind;
import dev.morlens.testing.replay.history.LogColumns;
import dev.morlens.testing.replay.history.LogWriter;
import dev.morlens.testing.replay.history.World;

/** Transactions and their receipts: one an action, with the logs that it made. */
final class ReplayTransactions {

    static final long GAS = 200_000;

    private static final String SIGNED = """
            ,"input":"0x","value":"0x0","type":"0x2","accessList":[],"gas":"0x30d40","gasPrice":"0x4c4b40",\
            "maxFeePerGas":"0x4c4b40","maxPriorityFeePerGas":"0x0","v":"0x0","yParity":"0x0",\
            "r":"0x1111111111111111111111111111111111111111111111111111111111111111",\
            "s":"0x2222222222222222222222222222222222222222222222222222222222222222"}""";

    private final History history;
    private final LogWriter writer;

    ReplayTransactions(History history) {
        this.history = history;
        this.writer = new LogWriter(history.world());
    }

    /** @param whole with all fields, else the hash alone */
    void write(JsonBytes out, long block, int index, boolean whole) {
        Hash hash = history.clock().transaction(block, index);
        if (!whole) {
            out.hash(hash);
            return;
        }
        begin(out.text("{\"hash\":").hash(hash), block, index);
        out.text(",\"nonce\":").quantity(block).text(",\"chainId\":").quantity(ReplayContracts.CHAIN_ID);
        out.text(SIGNED);
    }

    private void begin(JsonBytes out, long block, int index) {
        World world = history.world();
        int first = world.logs.firstAt(block, index);
        out.text(",\"blockHash\":").hash(world.clock.hash(block));
        out.text(",\"blockNumber\":").quantity(block);
        out.text(",\"transactionIndex\":").quantity(index);
        out.text(",\"from\":").address(world.actors.address(sender(world, first)));
        out.text(",\"to\":").address(world.logs.kind(lastOf(world, first)).called());
    }

    /** Every transaction begins with a transfer: it is sent by whoever is no contract. */
    private static int sender(World world, int log) {
        int from = world.moves.sender(log);
        boolean isPaidOut = from == Actors.ZERO || from == Actors.DIAMOND || from == Actors.FUNDING;
        if (world.logs.kind(log) == Kind.FEES_WITHDRAWN) {
            return Actors.TREASURY;
        }
        return isPaidOut ? world.moves.receiver(log) : from;
    }

    private static int lastOf(World world, int first) {
        int block = world.logs.block(first);
        return world.logs.firstAt(block, world.logs.transaction(first) + 1) - 1;
    }

    /** The transaction of that hash, or {@code null}. */
    void write(JsonBytes out, Hash hash) {
        if (exists(hash)) {
            write(out, hash.c(), (int) hash.d(), true);
        } else {
            out.text("null");
        }
    }

    private boolean exists(Hash hash) {
        LogColumns logs = history.world().logs;
        long block = hash.c();
        long index = hash.d();
        if (block < 0 || block > history.head() || index < 0 || index > Short.MAX_VALUE) {
            return false;
        }
        int log = logs.firstAt(block, (int) index);
        return log < logs.size()
                && logs.block(log) == block
                && logs.transaction(log) == index
                && history.clock().transaction(block, (int) index).equals(hash);
    }

    void receipt(JsonBytes out, Hash hash) {
        if (exists(hash)) {
            receipt(out, hash.c(), (int) hash.d());
        } else {
            out.text("null");
        }
    }

    void receipts(JsonBytes out, long block) {
        if (block < 0 || block > history.head()) {
            out.text("null");
            return;
        }
        LogColumns logs = history.world().logs;
        out.text("[");
        int end = logs.firstAt(block + 1);
        for (int log = logs.firstAt(block); log < end; log = lastOf(history.world(), log) + 1) {
            receipt(out.text(logs.transaction(log) == 0 ? "" : ","), block, logs.transaction(log));
        }
        out.text("]");
    }

    private void receipt(JsonBytes out, long block, int index) {
        World world = history.world();
        int first = world.logs.firstAt(block, index);
        int end = lastOf(world, first) + 1;
        begin(out.text("{\"transactionHash\":").hash(history.clock().transaction(block, index)), block, index);
        out.text(",\"contractAddress\":null,\"status\":\"0x1\",\"type\":\"0x2\",\"effectiveGasPrice\":\"0x4c4b40\"");
        out.text(",\"gasUsed\":").quantity(GAS).text(",\"cumulativeGasUsed\":").quantity(GAS * (index + 1));
        out.text(",\"logsBloom\":").data(Bloom.of(world, writer, first, end)).text(",\"logs\":");
        writer.writeAll(out, first, end);
        out.text("}");
    }
}

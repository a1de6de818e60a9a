package dev.morlens.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.Call;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.SessionViews;
import dev.morlens.protocol.event.ProtocolEvent.Transfer;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.ChainBuilder;
import dev.morlens.testing.EventWriter;
import dev.morlens.testing.FakeNode;
import dev.morlens.testing.NodeRpc;
import dev.morlens.testing.RpcStub;
import dev.morlens.testing.replay.ReplayContracts;
import java.io.IOException;
import java.math.BigInteger;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after a block appears at the node an address's answer shows it. Blocks come by the clock, each with a transfer
 * of one wei to the same address, so its total tells which of them an answer knows; whoever asks, asks without pause. A
 * block's wait is counted from when it came, also if those before it are still missing.
 */
final class Freshness {

    private static final Duration POLL = Duration.ofSeconds(1);
    private static final double GOAL_MILLIS = POLL.plusMillis(250).toMillis();
    private static final Address SOMEBODY = Address.of("0xa000000000000000000000000000000000000001");
    private static final Duration ASK_EVERY = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGEST_MICROS = 60_000_000;

    private final ServerLogin database;
    private final Extent extent;
    private final Figures figures;
    private final ChainBuilder chain = ChainBuilder.genesis();
    private final EventWriter events;
    private final Network network = ReplayContracts.network();

    Freshness(ServerLogin database, Extent extent, Figures figures) {
        this.database = database;
        this.extent = extent;
        this.figures = figures;
        this.events = new EventWriter(network);
    }

    void measure() throws IOException, InterruptedException {
        FakeNode node = new FakeNode(chain)
                .chainId(network.chainId())
                .finalizedAt(0)
                .calls((at, call) -> isFundingAccount(call)
                        ? new CallResult(true, word(ReplayContracts.FUNDING))
                        : new CallResult(false, new byte[0]));
        mine();
        try (RpcStub rpc = RpcStub.start(new NodeRpc(node, true));
                ServerProcess server = ServerProcess.caughtUp(
                        network, rpc.url(), FreshDatabase.on(database), Map.of("MORLENS_INDEXER_AUDIT_CALLS", "0"))) {
            follow(server, Duration.ofMillis(100), 20);
            note("a block every 2 s", follow(server, Duration.ofSeconds(2), extent.brief() ? 4 : 20));
            note("20 blocks a second", follow(server, Duration.ofMillis(50), extent.brief() ? 80 : 400));
        }
    }

    private void note(String pace, Histogram micros) throws IOException {
        figures.add(
                "freshness_p99_ms",
                pace,
                "ms",
                Goal.atMost(GOAL_MILLIS),
                Spread.of(micros.getValueAtPercentile(99) / 1e3),
                Map.of(
                        "blocks",
                        micros.getTotalCount(),
                        "p50Millis",
                        micros.getValueAtPercentile(50) / 1e3,
                        "pollMillis",
                        POLL.toMillis(),
                        "load",
                        "open, by the clock"));
    }

    /** What each of so many blocks waited, in microseconds. */
    private Histogram follow(ServerProcess server, Duration every, int blocks)
            throws IOException, InterruptedException {
        long first = chain.head().number() + 1;
        long begun = System.nanoTime();
        Thread miner = Thread.ofPlatform().start(() -> mine(begun, every, blocks));
        Histogram waits = new Histogram(LONGEST_MICROS, 3);
        long give = begun + every.multipliedBy(blocks).plus(PATIENCE).toNanos();
        for (long known = first - 1; known < first + blocks - 1; ) {
            long shown = total(server);
            long now = System.nanoTime();
            for (; known < shown; known++) {
                waits.recordValue((now - begun - every.toNanos() * (known + 1 - first)) / 1_000);
            }
            if (now > give) {
                throw new IllegalStateException("block " + (known + 1) + " is not in the answer");
            }
            Thread.sleep(ASK_EVERY);
        }
        miner.join();
        return waits;
    }

    private void mine(long begun, Duration every, int blocks) {
        for (int i = 0; i < blocks; i++) {
            LockSupport.parkNanos(begun + i * every.toNanos() - System.nanoTime());
            mine();
        }
    }

    private void mine() {
        chain.add(events.log(new Transfer(Address.ZERO, SOMEBODY, new Wei(BigInteger.ONE))));
    }

    private boolean isFundingAccount(Call call) {
        return Arrays.equals(
                call.data(),
                new SessionViews(network.diamond()).getFundingAccount().call().data());
    }

    private static byte[] word(Address address) {
        byte[] word = new byte[Hash.BYTES];
        System.arraycopy(address.bytes(), 0, word, Hash.BYTES - Address.BYTES, Address.BYTES);
        return word;
    }

    private static long total(ServerProcess server) throws IOException, InterruptedException {
        return new ObjectMapper()
                .readTree(server.body(Stage.json(SOMEBODY)))
                .get("total")
                .asLong();
    }
}

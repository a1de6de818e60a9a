package dev.morlens.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.replay.ReplayContracts;
import dev.morlens.testing.replay.ReplayNode;
import dev.morlens.testing.replay.ReplayNode.Manners;
import dev.morlens.testing.replay.history.History;
import dev.morlens.testing.replay.history.Scale;
import dev.morlens.testing.replay.history.SyntheticHistory;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;

/**
 * How long after a block appears at the node an address's answer shows it. Blocks come when they are due, whether or not
 * the last one is in; each brings a MOR to the same address, so its total tells which of them an answer knows. They come
 * somewhat early or late, lest all of them meet the looks at the head at the same moment.
 */
final class Freshness {

    private static final Scale SMALL = new Scale(5_000, 1_000, 500, 20_000, 1);
    private static final BigInteger MOR = BigInteger.TEN.pow(18);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final double MOST_MILLIS = POLL.plusMillis(250).toMillis();
    private static final Duration ASK_EVERY = Duration.ofMillis(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long LONGEST_NANOS = Duration.ofMinutes(2).toNanos();

    private final ServerLogin database;
    private final Extent extent;
    private final Figures figures;
    private final History history;
    private final Address somebody;
    private final Random random;

    Freshness(ServerLogin database, Extent extent, Figures figures) {
        this.database = database;
        this.extent = extent;
        this.figures = figures;
        this.history = SyntheticHistory.endingNow(extent.seed(), SMALL);
        this.somebody =
                history.balances().keySet().stream().min(Address::compareTo).orElseThrow();
        this.random = new Random(extent.seed());
    }

    void measure() throws IOException, InterruptedException {
        try (ReplayNode node = ReplayNode.start(history, new Manners(Duration.ZERO, 2_000, 10_000));
                ServerProcess server = ServerProcess.caughtUp(
                        ReplayContracts.network(), URI.create(node.url()), FreshDatabase.on(database), Map.of())) {
            follow(server, Duration.ofMillis(50), extent.brief() ? 5 : 100);
            note("5 blocks a second", follow(server, Duration.ofMillis(200), extent.brief() ? 5 : 100));
            note("20 blocks a second", follow(server, Duration.ofMillis(50), extent.brief() ? 10 : 300));
        }
    }

    private void note(String pace, Histogram nanos) throws IOException {
        figures.add(
                "freshness_p99_ms",
                pace,
                "ms",
                Goal.atMost(MOST_MILLIS),
                Spread.of(nanos.getValueAtPercentile(99) / 1e6),
                Map.of(
                        "blocks", nanos.getTotalCount(),
                        "p50Millis", Figures.rounded(nanos.getValueAtPercentile(50) / 1e6),
                        "pollMillis", POLL.toMillis(),
                        "load", "open: blocks come when they are due"));
    }

    /** What each of so many blocks waited. */
    private Histogram follow(ServerProcess server, Duration every, int blocks)
            throws IOException, InterruptedException {
        BigInteger before = total(server);
        List<Long> due = due(every, blocks);
        Thread miner = Thread.ofPlatform().start(() -> mine(due));
        Histogram waits = new Histogram(LONGEST_NANOS, 3);
        for (int known = 0; known < blocks; ) {
            int shown = mor(total(server).subtract(before));
            long now = System.nanoTime();
            for (; known < shown; known++) {
                waits.recordValue(Math.max(0, now - due.get(known)));
            }
            if (now > due.getLast() + PATIENCE.toNanos()) {
                throw new IllegalStateException("%d of %d blocks up to %d are in the answer: %s"
                        .formatted(known, blocks, history.head(), server.body(Stage.json(somebody))));
            }
            Thread.sleep(ASK_EVERY);
        }
        miner.join();
        return waits;
    }

    /** To the nearest: the history's own MOR is a little less than one. */
    private static int mor(BigInteger wei) {
        return wei.add(MOR.shiftRight(1)).divide(MOR).intValueExact();
    }

    private List<Long> due(Duration every, int blocks) {
        long begun = System.nanoTime();
        List<Long> due = new ArrayList<>();
        for (int i = 0; i < blocks; i++) {
            due.add(begun + (long) ((i + random.nextDouble()) * every.toNanos()));
        }
        return due;
    }

    private void mine(List<Long> due) {
        for (long at : due) {
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            history.mineTransfer(somebody);
        }
    }

    private BigInteger total(ServerProcess server) throws IOException, InterruptedException {
        return new BigInteger(new ObjectMapper()
                .readTree(server.body(Stage.json(somebody)))
                .get("total")
                .asText());
    }
}

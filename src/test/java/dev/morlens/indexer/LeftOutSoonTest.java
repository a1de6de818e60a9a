package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.Node;
import dev.morlens.chain.endpoint.ConnectedNode;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.RawLog;
import dev.morlens.chain.value.Wei;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.SuspectRange;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.ProtocolEvent;
import dev.morlens.store.check.StoredLogs;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.chain.EventWriter;
import dev.morlens.testing.chain.RandomHistory;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * An endpoint leaves out one log in a hundred for five seconds at a time. By a clock of the test's own: a look a second, five
 * blocks a second, three logs a block.
 */
class LeftOutSoonTest {

    private static final int BLOCKS_A_SECOND = 5;
    private static final int LOGS_A_BLOCK = 3;
    private static final int TROUBLE = 5;
    private static final int ONE_IN = Counts.of(10) == 10 ? 100 : 10;
    private static final int FOUND_WITHIN = 30;
    private static final int FOUND_ALONE_WITHIN = 60;

    private final long seed = Counts.seed("LeftOutSoonTest");
    private final Random random = new Random(seed);
    private final Network network = network();
    private final EventWriter writer = new EventWriter(network);
    private final ChainBuilder chain = ChainBuilder.genesis().addEmpty(20);
    private final LedgerStore store = TestStores.open(network);
    private final FakeNode lacking = node();
    private final FakeNode well = node();
    private long second;
    private int leftOut;
    private long salt;

    @Test
    void withASecondEndpointEveryOneIsFoundWithinHalfAMinute() {
        NetworkIndexer indexer = indexer(lacking, lacking, well);
        int worst = run(indexer, seconds(), now -> now / TROUBLE % 2 == 1);
        assertThat(leftOut).as("logs left out").isPositive();
        assertThat(worst).as("seconds until a log was there, seed %d", seed).isLessThanOrEqualTo(FOUND_WITHIN);
        Counts.say("two endpoints: %d logs left out, the last was there after %d s".formatted(leftOut, worst));
    }

    @Test
    void aloneItIsFoundWithinAMinuteOfTheRecovery() {
        NetworkIndexer indexer = indexer(lacking, lacking);
        int worst = run(indexer, seconds(), now -> now % (FOUND_ALONE_WITHIN + TROUBLE) < TROUBLE);
        assertThat(leftOut).as("logs left out").isPositive();
        assertThat(worst)
                .as("seconds until a log was there, seed %d", seed)
                .isLessThanOrEqualTo(TROUBLE + FOUND_ALONE_WITHIN);
        Counts.say("one endpoint: %d logs left out, the last was there after %d s".formatted(leftOut, worst));
    }

    private static int seconds() {
        return 10 * Counts.of(60);
    }

    /** How many seconds the slowest log took. */
    private int run(NetworkIndexer indexer, int seconds, LongPredicate trouble) {
        TestIndexers.catchUp(indexer);
        int worst = 0;
        List<RawLog> awaited = new ArrayList<>();
        Map<LogPosition, Long> since = new HashMap<>();
        for (second = 0; second < seconds + FOUND_ALONE_WITHIN; second++) {
            boolean isTrouble = second < seconds && trouble.test(second);
            salt = second / TROUBLE;
            lacking.faults().leaveOut(isTrouble ? this::isLeftOut : log -> false);
            if (second < seconds) {
                for (RawLog log : grow()) {
                    awaited.add(log);
                    since.put(log.position(), second);
                    leftOut += isTrouble && isLeftOut(log) ? 1 : 0;
                }
            }
            stepOrTryLater(indexer);
            worst = Math.max(worst, takeThere(awaited, since));
        }
        assertThat(awaited)
                .as("logs that are not there at the end, seed %d", seed)
                .isEmpty();
        return worst;
    }

    private int takeThere(List<RawLog> awaited, Map<LogPosition, Long> since) {
        if (awaited.isEmpty()) {
            return 0;
        }
        StoredLogs kept = store.rechecks()
                .kept(new BlockRange(
                        awaited.getFirst().block().number(), chain.head().number()));
        List<RawLog> there = awaited.stream()
                .filter(log -> kept.lacking(List.of(log)).isEmpty())
                .toList();
        awaited.removeAll(there);
        return there.stream()
                .mapToInt(log -> (int) (second - since.get(log.position())))
                .max()
                .orElse(0);
    }

    private boolean isLeftOut(RawLog log) {
        return new Random(seed + 31 * salt + log.block().number() * LOGS_A_BLOCK + log.logIndex()).nextInt(ONE_IN) == 0;
    }

    private List<RawLog> grow() {
        List<RawLog> grown = new ArrayList<>();
        for (int i = 0; i < BLOCKS_A_SECOND; i++) {
            long number = chain.add(
                            Stream.generate(this::transfer).limit(LOGS_A_BLOCK).toArray(Emitted[]::new))
                    .number();
            grown.addAll(chain.block(number).orElseThrow().logs());
        }
        return grown;
    }

    private Emitted transfer() {
        return writer.log(new ProtocolEvent.Transfer(address(), address(), Wei.of(1 + random.nextInt(1_000))));
    }

    private Address address() {
        return Address.of("0x" + "%040x".formatted(0x1000 + random.nextInt(20)));
    }

    private static void stepOrTryLater(NetworkIndexer indexer) {
        try {
            TestIndexers.catchUp(indexer);
        } catch (UnknownBlockException e) {
            // The loop looks again a second later.
        }
    }

    private FakeNode node() {
        return new FakeNode(chain).calls((at, viewCall) -> new CallResult(true, new byte[Hash.BYTES]));
    }

    private NetworkIndexer indexer(Node node, FakeNode... each) {
        ConnectedNode connected = new ConnectedNode(node, List.of(each), List::of);
        IndexerConfig config = TestIndexers.config(Map.of(
                "recheck.head-interval", "10s",
                "recheck.history-interval", "10s",
                "completeness-interval", "30s"));
        IndexerFactory.Lasting lasting = new IndexerFactory.Lasting(
                Runnable::run, new SuspectRange(Duration.ofSeconds(30), this::nanoTime), this::nanoTime);
        return TestIndexers.indexer(
                network,
                connected,
                store,
                TestIndexers.reporter(network, new IndexStatusRegistry(), List::of),
                config,
                2_000,
                lasting);
    }

    private long nanoTime() {
        return Duration.ofSeconds(second).toNanos();
    }

    private static Network network() {
        return new Network(
                TestDatabase.networkName(),
                "Left out",
                31337,
                RandomHistory.TOKEN,
                RandomHistory.CONTRACTS.diamond(),
                Optional.empty(),
                OptionalLong.of(1));
    }
}

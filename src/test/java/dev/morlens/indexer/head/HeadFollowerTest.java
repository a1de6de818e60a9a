package dev.morlens.indexer.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.CallResult;
import dev.morlens.chain.error.UnknownBlockException;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.indexer.NetworkIndexer;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.event.ProtocolEvent;
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
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Looks at the head that bring several blocks each, in a real PostgreSQL. */
class HeadFollowerTest {

    private static final int MOST_BLOCKS_A_LOOK = 6;
    private static final int DEEPEST = 50;

    private final Network network = network();
    private final EventWriter writer = new EventWriter(network);
    private final LedgerStore store = TestStores.open(network);
    private ChainBuilder chain = ChainBuilder.genesis().addEmpty(60);
    private final FakeNode node =
            new FakeNode(chain).calls((at, viewCall) -> new CallResult(true, new byte[Hash.BYTES]));
    private final NetworkIndexer indexer = indexer(network, store);

    @Test
    void aLookCostsThreeCallsHoweverManyBlocksCame() {
        TestIndexers.catchUp(indexer);
        indexer.step();
        int before = node.looks();
        int others = node.requests();
        chain.addEmpty(40);
        TestIndexers.catchUp(indexer);
        assertThat(node.looks()).isEqualTo(before + 1);
        // Beside looks, what is asked to find what was left out.
        assertThat(node.requests() - others).isLessThan(10);
        assertThat(store.checkpoint()).contains(chain.head().ref());
    }

    @Test
    void nothingDiffersAndNothingIsDoubledThroughForksOfAllKinds() {
        long seed = Counts.seed("HeadFollowerTest");
        Random random = new Random(seed);
        int forks = Counts.of(200);
        for (int i = 0; i < forks; i++) {
            grow(chain, random, 1 + random.nextInt(10), true);
            node.show(chain);
            if (random.nextBoolean()) {
                stepOrTryLater();
            }
            int depth = 1 + random.nextInt(DEEPEST);
            ChainBuilder fork = chain.fork(chain.head().number() - depth);
            // The new one has no logs, or has some where the old one had none.
            grow(fork, random, depth + random.nextInt(4) - 1, random.nextBoolean());
            if (random.nextInt(3) == 0) {
                node.logsOfNextLook(random.nextBoolean() ? fork : chain);
            }
            if (random.nextInt(3) == 0) {
                stepOrTryLater();
            }
            chain = fork;
            node.show(chain);
            for (int looks = random.nextInt(4); looks > 0; looks--) {
                stepOrTryLater();
                grow(chain, random, random.nextInt(MOST_BLOCKS_A_LOOK), true);
            }
        }
        chain.addEmpty(3);
        for (int i = 0; i < 5; i++) {
            TestIndexers.catchUp(indexer);
        }
        Network clean = network();
        LedgerStore whole = TestStores.open(clean);
        TestIndexers.catchUp(indexer(clean, whole));
        assertThat(store.checkpoint()).as("seed %d", seed).contains(chain.head().ref());
        assertThat(store.checksums()).as("seed %d", seed).isEqualTo(whole.checksums());
        Counts.say("%d forks of 1 to %d blocks, %d looks, nothing differs".formatted(forks, DEEPEST, node.looks()));
    }

    /** A node that works on all of a batch at once collects the logs before its newest block comes, now and then. */
    @Test
    void aNewestBlockThatCameAfterTheLogsWereCollectedIsNotTakenInWithoutItsOwn() {
        TestIndexers.catchUp(indexer);
        indexer.step();
        chain.addEmpty(3);
        ChainBuilder before = ChainBuilder.of(chain.headers(), chain.logs());
        chain.add(transfer(new Random(1)));
        node.logsOfNextLook(before);
        indexer.step();
        assertThat(store.checkpoint()).contains(chain.head().ref());
        assertThat(TestStores.statement(network).balances()).isNotEmpty();
    }

    @Test
    void whatOneLookLacksTheNextOneBrings() {
        TestIndexers.catchUp(indexer);
        indexer.step();
        grow(chain, new Random(1), 5, true);
        chain.addEmpty(1);
        node.logsOfNextLook(ChainBuilder.of(chain.headers(), List.of()));
        indexer.step();
        assertThat(TestStores.statement(network).balances()).isEmpty();

        chain.addEmpty(1);
        TestIndexers.catchUp(indexer);
        assertThat(TestStores.statement(network).balances()).isNotEmpty();
    }

    @Test
    void whatWasToldOfABlockThatIsStillThereIsKeptWhateverAnotherAnswerLacks() {
        TestIndexers.catchUp(indexer);
        indexer.step();
        grow(chain, new Random(1), 5, true);
        indexer.step();
        int flows = TestStores.statement(network).balances().size();
        chain.addEmpty(1);
        node.logsOfNextLook(ChainBuilder.of(chain.headers(), List.of()));
        node.faults().emptyLogsNext(3);
        indexer.step();
        assertThat(TestStores.statement(network).balances()).hasSize(flows);
        assertThat(store.checkpoint()).contains(chain.head().ref());
    }

    /** As after a machine was asleep: nothing failed, and yet it is far behind. */
    @Test
    void whatWasReadAsHistoryBetweenTwoLooksIsNotTakenForLeftOut() {
        IndexStatusRegistry board = new IndexStatusRegistry();
        NetworkIndexer sleeping = TestIndexers.indexer(
                network, node, store, board, Map.of("backfill-above", "50", "finality-interval", "0s"));
        TestIndexers.catchUp(sleeping);
        grow(chain, new Random(1), 5, true);
        TestIndexers.catchUp(sleeping);
        grow(chain, new Random(2), 300, true);
        node.finalizedAt(chain.head().number() - 20);
        TestIndexers.catchUp(sleeping);
        grow(chain, new Random(3), 5, true);
        TestIndexers.catchUp(sleeping);
        assertThat(store.checkpoint()).contains(chain.head().ref());
        assertThat(board.of(network.name()).orElseThrow().counts()).containsEntry("FETCHED_AGAIN", 0L);
    }

    private void stepOrTryLater() {
        try {
            indexer.step();
        } catch (UnknownBlockException e) {
            // The loop looks again a moment later.
        }
    }

    private void grow(ChainBuilder builder, Random random, int blocks, boolean withLogs) {
        for (int i = 0; i < blocks; i++) {
            builder.add(IntStream.range(0, withLogs ? random.nextInt(3) : 0)
                    .mapToObj(n -> transfer(random))
                    .toArray(Emitted[]::new));
        }
    }

    private Emitted transfer(Random random) {
        return writer.log(new ProtocolEvent.Transfer(
                address(random), address(random), Wei.of(BigInteger.valueOf(1 + random.nextInt(1_000)))));
    }

    private static Address address(Random random) {
        return Address.of("0x" + "%040x".formatted(0x1000 + random.nextInt(20)));
    }

    private NetworkIndexer indexer(Network of, LedgerStore in) {
        return TestIndexers.indexer(
                of,
                node,
                in,
                new IndexStatusRegistry(),
                Map.of("backfill-above", "5000", "completeness-interval", "1h"));
    }

    private static Network network() {
        return new Network(
                TestDatabase.networkName(),
                "Forks",
                31337,
                RandomHistory.TOKEN,
                RandomHistory.CONTRACTS.diamond(),
                Optional.empty(),
                OptionalLong.of(1));
    }
}

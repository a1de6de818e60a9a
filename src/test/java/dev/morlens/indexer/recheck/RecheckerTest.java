package dev.morlens.indexer.recheck;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.indexer.config.IndexerConfig;
import dev.morlens.indexer.fetch.DecodedLogs;
import dev.morlens.indexer.fetch.FetchedBlocks;
import dev.morlens.indexer.fetch.LogFetcher;
import dev.morlens.indexer.fetch.SingleEndpointReader;
import dev.morlens.indexer.fetch.SuspectRange;
import dev.morlens.indexer.fetch.TestIndexers;
import dev.morlens.protocol.Network;
import dev.morlens.store.rows.TestStores;
import dev.morlens.store.write.LedgerStore;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.chain.Emitted;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A store that keeps no log at all, and a chain that has one. */
class RecheckerTest {

    private static final Address TOKEN = Address.of("0x00000000000000000000000000000000000000a1");
    private static final Address DIAMOND = Address.of("0x00000000000000000000000000000000000000a2");
    private static final Emitted LOG = new Emitted(TOKEN, List.of(), new byte[0]);

    private final ChainBuilder chain = ChainBuilder.genesis().addEmpty(20);
    private final BlockRef withLog = chain.add(LOG);
    private final BlockRef head = chain.addEmpty(20).head().ref();
    private final FakeNode node = new FakeNode(chain);
    private final Network network =
            new Network(TestDatabase.networkName(), "Looks", 1, TOKEN, DIAMOND, Optional.empty(), OptionalLong.of(0));
    private final LedgerStore store = TestStores.open(network);

    /** Questions that nobody has answered yet. */
    private final List<Runnable> held = new ArrayList<>();

    private final Rechecker rechecker = looks(node);

    @Test
    void oneQuestionIsAskedAtATimeAndNobodyWaitsForItsAnswer() {
        rechecker.suspect(new BlockRange(0, 40));

        assertThat(missed()).isEmpty();
        assertThat(missed()).isEmpty();
        assertThat(held).hasSize(1);
        answer();
        assertThat(missed()).hasValue(withLog.number());
        assertThat(rechecker.isInDoubt()).isTrue();
    }

    @Test
    void anAnswerAboutBlocksThatWereTakenBackMeanwhileIsDropped() {
        rechecker.suspect(new BlockRange(0, 40));
        missed();

        rechecker.undone(30);
        answer();
        assertThat(missed()).isEmpty();
        assertThat(held).as("asked anew").hasSize(1);
    }

    @Test
    void anOlderAnswerEndsNoDoubtThatCameAfterTheQuestion() {
        node.show(ChainBuilder.of(chain.headers(), List.of()));
        rechecker.suspect(new BlockRange(10, 12));
        missed();
        rechecker.suspect(new BlockRange(2, 4));
        answer();
        missed();

        assertThat(rechecker.isInDoubt()).isTrue();
        for (int turn = 0; turn < 4 && rechecker.isInDoubt(); turn++) {
            missed();
            answer();
            missed();
        }
        assertThat(rechecker.isInDoubt()).isFalse();
        assertThat(node.servedRanges()).contains(new BlockRange(2, 12));
    }

    @Test
    void whereOneLookFailsTheNextHasItsTurnAndTheFirstIsAskedAgain() {
        rechecker.suspect(new BlockRange(5, 6));
        node.faults().failNext(1);
        missed();
        answer();
        assertThat(missed()).isEmpty();

        node.show(ChainBuilder.of(chain.headers(), List.of()));
        missed();
        answer();
        missed();
        assertThat(rechecker.historyCheckedTo()).isEqualTo(head.number());
        assertThat(rechecker.isInDoubt()).isTrue();
        for (int turn = 0; turn < 4 && rechecker.isInDoubt(); turn++) {
            missed();
            answer();
            missed();
        }
        assertThat(rechecker.isInDoubt()).isFalse();
    }

    @Test
    void aLogOfAnotherForkIsNoneThatIsLackingAndHoldsNothingUp() {
        ChainBuilder fork = chain.fork(10).addEmpty(5);
        fork.add(LOG);
        fork.addEmpty(24);
        node.show(ChainBuilder.of(chain.headers(), List.of()));
        Rechecker both = looks(node, new FakeNode(fork));
        both.suspect(new BlockRange(0, 40));

        both.firstIncompleteBlock(head, block -> false);
        answer();
        assertThat(both.firstIncompleteBlock(head, block -> false)).isEmpty();
        assertThat(both.isInDoubt()).isFalse();
    }

    @Test
    void whatWasFetchedAgainInVainIsLeftAloneAndStaysInDoubt() {
        rechecker.suspect(new BlockRange(0, 40));
        missed();
        answer();

        assertThat(rechecker.firstIncompleteBlock(head, block -> block == withLog.number()))
                .isEmpty();
        assertThat(rechecker.isInDoubt()).isTrue();
    }

    /** The late look, which asks about all blocks. */
    @Test
    void nothingWaitsBehindABlockThatRests() {
        missed();
        answer();

        assertThat(rechecker.firstIncompleteBlock(head, block -> block == withLog.number()))
                .isEmpty();
        assertThat(rechecker.historyCheckedTo()).isEqualTo(head.number());
        assertThat(rechecker.isInDoubt()).isTrue();
        missed();
        answer();
        assertThat(missed()).hasValue(withLog.number());
    }

    @Test
    void doubtAndPlaceAreKnownAfterARestart() {
        node.show(ChainBuilder.of(chain.headers(), List.of()));
        missed();
        answer();
        missed();
        rechecker.suspect(new BlockRange(7, 9));

        assertThat(looks(node).isInDoubt()).isTrue();
        assertThat(looks(node).historyCheckedTo()).isEqualTo(head.number());
    }

    @Test
    void followedBlocksAreAskedAboutAgainAsOneRange() {
        rechecker.followed(new FetchedBlocks(
                new BlockRange(0, 40),
                chain.headers(),
                BlockId.latest(),
                new DecodedLogs(List.of(), List.of(), List.of()),
                Map.of(),
                Map.of()));
        missed();
        answer();
        assertThat(missed()).hasValue(withLog.number());
        assertThat(node.servedRanges()).containsExactly(new BlockRange(0, 40));
    }

    private OptionalLong missed() {
        return rechecker.firstIncompleteBlock(head, block -> false);
    }

    private void answer() {
        held.removeFirst().run();
    }

    private Rechecker looks(FakeNode... endpoints) {
        LogFetcher reader = new LogFetcher(
                endpoints[0],
                Stream.of(endpoints).map(SingleEndpointReader::of).toList(),
                Set.of(TOKEN, DIAMOND),
                new SuspectRange(Duration.ZERO),
                100);
        IndexerConfig config = TestIndexers.config(Map.of("recheck.history-after", "0s"));
        return new Rechecker(reader, store.rechecks(), config.recheck(), 0, () -> true, held::add, System::nanoTime);
    }
}

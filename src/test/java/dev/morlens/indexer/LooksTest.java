package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.protocol.Network;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.TestStores;
import dev.morlens.testing.ChainBuilder;
import dev.morlens.testing.Emitted;
import dev.morlens.testing.FakeNode;
import dev.morlens.testing.TestDatabase;
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
class LooksTest {

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

    private final Looks looks = looks(node);

    @Test
    void oneQuestionIsAskedAtATimeAndNobodyWaitsForItsAnswer() {
        looks.doubt(new BlockRange(0, 40));

        assertThat(missed()).isEmpty();
        assertThat(missed()).isEmpty();
        assertThat(held).hasSize(1);
        answer();
        assertThat(missed()).hasValue(withLog.number());
        assertThat(looks.isInDoubt()).isTrue();
    }

    @Test
    void anAnswerAboutBlocksThatWereTakenBackMeanwhileIsDropped() {
        looks.doubt(new BlockRange(0, 40));
        missed();

        looks.undone(30);
        answer();
        assertThat(missed()).isEmpty();
        assertThat(held).as("asked anew").hasSize(1);
    }

    @Test
    void anOlderAnswerEndsNoDoubtThatCameAfterTheQuestion() {
        node.show(ChainBuilder.of(chain.headers(), List.of()));
        looks.doubt(new BlockRange(10, 12));
        missed();
        looks.doubt(new BlockRange(2, 4));
        answer();
        missed();

        assertThat(looks.isInDoubt()).isTrue();
        for (int turn = 0; turn < 4 && looks.isInDoubt(); turn++) {
            missed();
            answer();
            missed();
        }
        assertThat(looks.isInDoubt()).isFalse();
        assertThat(node.servedRanges()).contains(new BlockRange(2, 12));
    }

    @Test
    void whereOneLookFailsTheNextHasItsTurnAndTheFirstIsAskedAgain() {
        looks.doubt(new BlockRange(5, 6));
        node.faults().failNext(1);
        missed();
        answer();
        assertThat(missed()).isEmpty();

        node.show(ChainBuilder.of(chain.headers(), List.of()));
        missed();
        answer();
        missed();
        assertThat(looks.lookedTo()).isEqualTo(head.number());
        assertThat(looks.isInDoubt()).isTrue();
        for (int turn = 0; turn < 4 && looks.isInDoubt(); turn++) {
            missed();
            answer();
            missed();
        }
        assertThat(looks.isInDoubt()).isFalse();
    }

    @Test
    void aLogOfAnotherForkIsNoneThatIsLackingAndHoldsNothingUp() {
        ChainBuilder fork = chain.fork(10).addEmpty(5);
        fork.add(LOG);
        fork.addEmpty(24);
        node.show(ChainBuilder.of(chain.headers(), List.of()));
        Looks both = looks(node, new FakeNode(fork));
        both.doubt(new BlockRange(0, 40));

        both.missed(head, block -> false);
        answer();
        assertThat(both.missed(head, block -> false)).isEmpty();
        assertThat(both.isInDoubt()).isFalse();
    }

    @Test
    void whatWasFetchedAgainInVainIsLeftAloneAndStaysInDoubt() {
        looks.doubt(new BlockRange(0, 40));
        missed();
        answer();

        assertThat(looks.missed(head, block -> block == withLog.number())).isEmpty();
        assertThat(looks.isInDoubt()).isTrue();
    }

    /** The late look, which asks about all blocks. */
    @Test
    void nothingWaitsBehindABlockThatRests() {
        missed();
        answer();

        assertThat(looks.missed(head, block -> block == withLog.number())).isEmpty();
        assertThat(looks.lookedTo()).isEqualTo(head.number());
        assertThat(looks.isInDoubt()).isTrue();
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
        looks.doubt(new BlockRange(7, 9));

        assertThat(looks(node).isInDoubt()).isTrue();
        assertThat(looks(node).lookedTo()).isEqualTo(head.number());
    }

    @Test
    void followedBlocksAreAskedAboutAgainAsOneRange() {
        looks.followed(new FetchedBlocks(
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
        return looks.missed(head, block -> false);
    }

    private void answer() {
        held.removeFirst().run();
    }

    private Looks looks(FakeNode... endpoints) {
        LogReader reader = new LogReader(
                endpoints[0],
                Stream.of(endpoints).map(AskedEndpoint::of).toList(),
                Set.of(TOKEN, DIAMOND),
                new Distrust(Duration.ZERO),
                100);
        IndexerConfig config = TestIndexers.config(Map.of("recheck.history-after", "0s"));
        return new Looks(reader, store.looks(), config.recheck(), 0, () -> true, held::add, System::nanoTime);
    }
}

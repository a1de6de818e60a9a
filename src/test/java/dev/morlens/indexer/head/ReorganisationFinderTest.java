package dev.morlens.indexer.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The four cases of a head against our checkpoint. */
class ReorganisationFinderTest {

    private final ChainBuilder chain = ChainBuilder.genesis().addEmpty(40);
    private final FakeNode node = new FakeNode(chain);
    private final NavigableMap<Long, BlockRef> kept = new TreeMap<>();
    private long floor;
    private final ReorganisationFinder reorganisationFinder = new ReorganisationFinder(
            node,
            new ForkFinder(
                    node,
                    new ForkFinder.StoredChain(
                            number ->
                                    Optional.ofNullable(kept.floorEntry(number)).map(Map.Entry::getValue),
                            () -> floor)),
            10);

    @Test
    void theSameHeadGivesNothing() {
        assertThat(at(40)).isEmpty();
    }

    @Test
    void theNextBlockIsAdded() {
        assertThat(at(39)).hasValueSatisfying(event -> assertThat(added(event)).isEqualTo(1));
    }

    @Test
    void aGapIsFilledWithAtMostSoManyBlocksAtOnce() {
        assertThat(at(12)).hasValueSatisfying(event -> assertThat(added(event)).isEqualTo(10));
    }

    @Test
    void aNodeThatLagsIsWaitedFor() {
        BlockRef checkpoint = keep(40);
        node.headAt(35);
        assertThat(reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .isEmpty();
    }

    @Test
    void aForkIsUndoneToTheNewestCommonBlock() {
        BlockRef checkpoint = keep(40);
        node.show(chain.fork(22).addEmpty(30));
        assertThat(reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .contains(new HeadEvent.Reorged(chain.headers().get(22).ref(), 18));
    }

    @Test
    void aShorterForkIsUndoneToo() {
        BlockRef checkpoint = keep(40);
        node.show(chain.fork(30).addEmpty(3));
        assertThat(reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .contains(new HeadEvent.Reorged(chain.headers().get(30).ref(), 10));
    }

    /** Where nothing is final, what is far below the head is kept by its logs alone. */
    @Test
    void aForkFarBelowIsFoundByAFewOfTheBlocksThatAreKept() {
        chain.addEmpty(9_960);
        BlockRef checkpoint = keep(10_000);
        kept.keySet().removeIf(number -> number < 8_000 && number % 25 != 0);
        node.show(chain.fork(3_333).addEmpty(7_000));
        int before = node.requests();
        assertThat(reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .contains(new HeadEvent.Reorged(chain.headers().get(3_325).ref(), 10_000 - 3_325));
        assertThat(node.requests() - before).isLessThan(60);
    }

    @Test
    void aForkBelowNearlyAllThatIsKeptIsFoundByTheLowest() {
        chain.addEmpty(9_960);
        BlockRef checkpoint = keep(10_000);
        kept.keySet().removeIf(number -> number < 8_000 && number % 1_000 != 0 || number == 0);
        node.show(chain.fork(1_001).addEmpty(9_000));
        assertThat(reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .contains(new HeadEvent.Reorged(chain.headers().get(1_000).ref(), 9_000));
    }

    @Test
    void aForkBelowTheFinalizedBlockIsRefusedAndNamesIt() {
        BlockRef checkpoint = keep(40);
        node.show(chain.fork(5).addEmpty(60));
        floor = 20;
        assertThatThrownBy(() -> reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .isInstanceOf(DeepReorganisationException.class)
                .hasMessageContaining("finalized block 20");
    }

    @Test
    void aForkJustBelowTheFinalizedBlockIsRefusedAsWell() {
        BlockRef checkpoint = keep(40);
        node.show(chain.fork(37).addEmpty(60));
        floor = 38;
        assertThatThrownBy(() -> reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .isInstanceOf(DeepReorganisationException.class);
        floor = 37;
        assertThat(reorganisationFinder.reconcile(checkpoint, reorganisationFinder.newest()))
                .contains(new HeadEvent.Reorged(chain.headers().get(37).ref(), 3));
    }

    @Test
    void beforeABackfillOneQuestionTellsThatTheNodeHasOurCheckpoint() {
        BlockRef checkpoint = keep(20);
        int before = node.requests();
        assertThat(reorganisationFinder.parting(
                        checkpoint, chain.headers().get(40).ref()))
                .isEmpty();
        assertThat(node.requests() - before).isEqualTo(1);
    }

    @Test
    void aCheckpointThatTheNodeDoesNotHaveIsUndoneBeforeABackfill() {
        BlockRef checkpoint = keep(20);
        ChainBuilder other = chain.fork(10).addEmpty(60);
        node.show(other);
        assertThat(reorganisationFinder.parting(
                        checkpoint, other.headers().get(50).ref()))
                .contains(new HeadEvent.Reorged(chain.headers().get(10).ref(), 10));
    }

    @Test
    void aFinalBlockOfAnotherChainIsNoTargetOfABackfill() {
        BlockRef checkpoint = keep(20);
        BlockRef foreign = chain.fork(10).addEmpty(60).headers().get(40).ref();
        assertThatThrownBy(() -> reorganisationFinder.parting(checkpoint, foreign))
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageContaining("contradict");
    }

    private Optional<HeadEvent> at(int checkpoint) {
        return reorganisationFinder.reconcile(keep(checkpoint), reorganisationFinder.newest());
    }

    private BlockRef keep(int upTo) {
        chain.headers().subList(0, upTo + 1).forEach(header -> kept.put(header.number(), header.ref()));
        return kept.lastEntry().getValue();
    }

    private static int added(HeadEvent event) {
        return event instanceof HeadEvent.HeadersAdded added ? added.headers().size() : -1;
    }
}

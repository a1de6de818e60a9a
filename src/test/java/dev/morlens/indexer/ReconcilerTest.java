package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.ChainBuilder;
import dev.morlens.testing.FakeNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The four cases of a head against our checkpoint. */
class ReconcilerTest {

    private final ChainBuilder chain = ChainBuilder.genesis().addEmpty(40);
    private final FakeNode node = new FakeNode(chain);
    private final Map<Long, Hash> kept = new HashMap<>();
    private final Reconciler reconciler = new Reconciler(node, number -> Optional.ofNullable(kept.get(number)), 10);

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
        assertThat(reconciler.reconcile(checkpoint, reconciler.newest(), 0)).isEmpty();
    }

    @Test
    void aForkIsUndoneToTheNewestCommonBlock() {
        BlockRef checkpoint = keep(40);
        node.show(chain.fork(22).addEmpty(30));
        assertThat(reconciler.reconcile(checkpoint, reconciler.newest(), 0))
                .contains(new HeadEvent.Reorged(chain.headers().get(22).ref(), 18));
    }

    @Test
    void aShorterForkIsUndoneToo() {
        BlockRef checkpoint = keep(40);
        node.show(chain.fork(30).addEmpty(3));
        assertThat(reconciler.reconcile(checkpoint, reconciler.newest(), 0))
                .contains(new HeadEvent.Reorged(chain.headers().get(30).ref(), 10));
    }

    @Test
    void aForkBelowTheFinalizedBlockIsRefusedAndNamesIt() {
        BlockRef checkpoint = keep(40);
        node.show(chain.fork(5).addEmpty(60));
        assertThatThrownBy(() -> reconciler.reconcile(checkpoint, reconciler.newest(), 20))
                .isInstanceOf(DeepReorganisationException.class)
                .hasMessageContaining("finalized block 20");
    }

    private Optional<HeadEvent> at(int checkpoint) {
        return reconciler.reconcile(keep(checkpoint), reconciler.newest(), 0);
    }

    private BlockRef keep(int upTo) {
        for (int number = 0; number <= upTo; number++) {
            kept.put((long) number, chain.headers().get(number).hash());
        }
        return chain.headers().get(upTo).ref();
    }

    private static int added(HeadEvent event) {
        return event instanceof HeadEvent.BlocksAdded added ? added.headers().size() : -1;
    }
}

package dev.morlens.holdrule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.abi.Selectors;
import dev.morlens.protocol.event.ProtocolEvent.FacetCut;
import dev.morlens.store.read.Upgrade;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which contract closes sessions, by the upgrades alone (docs/protocol.md, P52 and P53). */
class CloserHistoryTest {

    private static final int ADD = 0;
    private static final int REPLACE = 1;
    private static final int REMOVE = 2;
    private static final int CLOSE = Selectors.CLOSE_SESSION;
    private static final int SETTLE = Selectors.SETTLE_EXPIRED_SESSION;
    private static final Address CLASSIC = new Address(0, 0, 1);
    private static final Address DAY_LOCK = new Address(0, 0, 2);
    private static final Address POOL = new Address(0, 0, 3);

    @Test
    void whatAnUpgradeRemovesAndAddsAgainIsNotGone() {
        var spans = CloserHistory.spans(List.of(
                upgrade(1, cut(CLASSIC, ADD, CLOSE)),
                upgrade(5, cut(Address.ZERO, REMOVE, CLOSE), cut(DAY_LOCK, ADD, CLOSE))));

        assertThat(spans).extracting(CloserHistory.CloserSpan::closer).containsExactly(CLASSIC, DAY_LOCK);
        assertThat(spans).extracting(closerSpan -> closerSpan.since().number()).containsExactly(1L, 5L);
    }

    @Test
    void onlyThePoolVersionSettles() {
        var spans = CloserHistory.spans(List.of(
                upgrade(1, cut(CLASSIC, ADD, CLOSE)), upgrade(5, cut(POOL, REPLACE, CLOSE), cut(POOL, ADD, SETTLE))));

        assertThat(spans).extracting(CloserHistory.CloserSpan::settles).containsExactly(false, true);
    }

    @Test
    void aFunctionThatAnUpgradeRemovesAndDoesNotAddAgainIsGone() {
        var spans = CloserHistory.spans(List.of(
                upgrade(1, cut(POOL, ADD, CLOSE), cut(POOL, ADD, SETTLE)),
                upgrade(5, cut(Address.ZERO, REMOVE, SETTLE))));

        assertThat(spans).extracting(CloserHistory.CloserSpan::settles).containsExactly(true, false);
    }

    @Test
    void anUpgradeOfSomethingElseBeginsNothing() {
        var spans = CloserHistory.spans(
                List.of(upgrade(1, cut(CLASSIC, ADD, CLOSE)), upgrade(5, cut(POOL, ADD, 0x12345678))));

        assertThat(spans).hasSize(1);
    }

    @Test
    void withoutAFunctionThatClosesThereIsNothingToTell() {
        assertThat(CloserHistory.spans(List.of(upgrade(1, cut(POOL, ADD, SETTLE)))))
                .isEmpty();
    }

    private static FacetCut cut(Address facet, int action, int selector) {
        return new FacetCut(facet, action, List.of(selector));
    }

    private static Upgrade upgrade(long block, FacetCut... cuts) {
        return new Upgrade(
                new BlockRef(block, new Hash(0, 0, 0, block), Instant.EPOCH.plusSeconds(block)), List.of(cuts));
    }
}

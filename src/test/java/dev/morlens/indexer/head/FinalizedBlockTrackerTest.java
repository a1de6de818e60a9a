package dev.morlens.indexer.head;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.BlockHeader;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * A chain that made a block in two seconds and then five a second, each with a whole second as its time
 * (docs/protocol.md, P50).
 */
class FinalizedBlockTrackerTest {

    private static final Duration AGE = Duration.ofMinutes(30);
    private static final int SLOW = 1_800;
    private static final int FAST = 4_500;

    private final ChainBuilder chain = bothSpeeds();
    private final FakeNode node = new FakeNode(chain);
    private final FinalizedBlockTracker finalizedBlockTracker = new FinalizedBlockTracker(node, Duration.ZERO, AGE);

    @Test
    void whereTheNodeNamesNoFinalBlockTheNewestOfHalfAnHourAgoIsDeepEnoughButNotFinal() {
        for (int head : new int[] {SLOW + FAST, SLOW + FAST - 3, SLOW + 10, SLOW, SLOW - 1, 901}) {
            node.headAt(head);
            FinalizedBlockTracker.KnownFinalBlock knownFinalBlock =
                    new FinalizedBlockTracker(node, Duration.ZERO, AGE).blocks(header(head));
            assertThat(knownFinalBlock.told()).isEmpty();
            assertThat(knownFinalBlock.assumed()).as("below %d", head).contains(expected(head));
            assertThat(knownFinalBlock.deep()).isEqualTo(knownFinalBlock.assumed());
        }
    }

    @Test
    void aBlockLaterItTakesAFewQuestions() {
        node.headAt(SLOW + FAST - 100);
        finalizedBlockTracker.blocks(header(SLOW + FAST - 100));
        int before = node.requests();
        node.headAt(SLOW + FAST);
        assertThat(finalizedBlockTracker.blocks(header(SLOW + FAST)).assumed()).contains(expected(SLOW + FAST));
        assertThat(node.requests() - before).isLessThan(8);
    }

    @Test
    void aChainThatIsYoungerHasNoSuchBlock() {
        node.headAt(899);
        assertThat(finalizedBlockTracker.blocks(header(899)).deep()).isEmpty();
    }

    /** It would make all others old. */
    @Test
    void oneHeadWithATimeFarAheadMakesNoBlockDeepEnough() {
        chain.addAt(Instant.parse("2190-01-01T00:00:00Z"));
        FinalizedBlockTracker.KnownFinalBlock knownFinalBlock = finalizedBlockTracker.blocks(chain.head());
        assertThat(knownFinalBlock.assumed()).contains(expected(SLOW + FAST));
    }

    @Test
    void whatTheNodeCallsFinalStaysSoAlsoWhereItForgetsTheTag() {
        node.finalizedAt(1_000);
        assertThat(finalizedBlockTracker.blocks(chain.head()).told().map(BlockRef::number))
                .contains(1_000L);
        assertThat(finalizedBlockTracker.blocks(chain.head()).assumed()).isEmpty();
        node.finalizedAt(-1);
        FinalizedBlockTracker.KnownFinalBlock knownFinalBlock = finalizedBlockTracker.blocks(chain.head());
        assertThat(knownFinalBlock.told().map(BlockRef::number)).contains(1_000L);
        assertThat(knownFinalBlock.deep()).contains(expected(SLOW + FAST));
    }

    @Test
    void aFinalBlockAboveTheHeadIsNotBelieved() {
        node.finalizedAt(5_000);
        assertThat(finalizedBlockTracker.blocks(header(4_000)).told()).isEmpty();
    }

    private BlockRef expected(int head) {
        Instant until = header(head).ref().time().minus(AGE);
        return chain.headers().stream()
                .map(BlockHeader::ref)
                .filter(block -> block.number() < head && !block.time().isAfter(until))
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    private BlockHeader header(int number) {
        return chain.block(number).orElseThrow().header();
    }

    private static ChainBuilder bothSpeeds() {
        ChainBuilder chain = ChainBuilder.genesis();
        for (int i = 1; i <= SLOW; i++) {
            chain.addAt(ChainBuilder.START.plusSeconds(2L * i));
        }
        for (int i = 1; i <= FAST; i++) {
            chain.addAt(ChainBuilder.START.plusSeconds(2L * SLOW + i / 5));
        }
        return chain;
    }
}

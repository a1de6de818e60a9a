package dev.morlens.chain.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.LogCaps;
import dev.morlens.chain.ReadsPerCall;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.profile.LogRange;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.chain.value.Hash;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.server.Profiles;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who is asked about the past, and for much at once, by what is known of each. */
class HistoryChoiceTest {

    private static final BlockRange PAST = new BlockRange(2, 4);

    private final FakeNode first = new FakeNode(ChainBuilder.genesis().addEmpty(9));
    private final FakeNode second = new FakeNode(ChainBuilder.genesis().addEmpty(9));
    private final EndpointProfile ofFirst = Profiles.fresh();
    private final EndpointProfile ofSecond = Profiles.fresh();
    private final List<EndpointState> states = List.of(
            new EndpointState("first.example", first, ofFirst, System::nanoTime),
            new EndpointState("second.example", second, ofSecond, System::nanoTime));
    private final FailoverNode node =
            new FailoverNode(states, new HeadComparison(states, Runnable::run, System::nanoTime), false);

    @Test
    void whoLeftSomethingOutIsPassedOverForThePastAlone() {
        ofFirst.logs().omits(5);

        node.logs(PAST, Set.of(Address.ZERO));
        assertThat(first.requests()).isZero();
        node.logs(new BlockRange(6, 8), Set.of(Address.ZERO));
        assertThat(first.requests()).isEqualTo(1);
    }

    @Test
    void whereEveryoneLeftSomethingOutTheyAreAskedAllTheSame() {
        ofFirst.logs().omits(5);
        ofSecond.logs().omits(7);

        assertThat(node.logs(PAST, Set.of(Address.ZERO))).isEmpty();
        assertThat(first.requests()).isEqualTo(1);
    }

    @Test
    void whereEveryoneSaysThatItLacksThemNobodyIsAsked() {
        ofFirst.logs().lacks(5);
        ofSecond.logs().lacks(7);

        assertThatThrownBy(() -> node.logs(PAST, Set.of(Address.ZERO)))
                .isInstanceOf(HistoryMissingException.class)
                .hasMessageContainingAll("first.example has none below block 6", "second.example", "block 8");
        assertThat(first.requests() + second.requests()).isZero();
    }

    @Test
    void manyWordsOfStorageAreAskedOfWhoIsNotKnownToReadThemOneByOne() {
        ofFirst.multicallFound(true);
        assertThat(node.readsPerCall()).isEqualTo(new ReadsPerCall(500, 1));
        ofFirst.overrides().refused("too many arguments, want at most 2");
        ofSecond.overrides().proven();

        node.storage(BlockId.latest(), Address.ZERO, Collections.nCopies(3, Hash.ZERO));
        assertThat(second.requests()).isEqualTo(1);
        assertThat(node.readsPerCall())
                .as("views of the first, words of the second")
                .isEqualTo(new ReadsPerCall(500, 2_000));
        node.storage(BlockId.latest(), Address.ZERO, List.of(Hash.ZERO));
        assertThat(first.requests()).as("a single one").isEqualTo(1);
    }

    @Test
    void capsAreOfWhoWouldBeAskedForThatBlock() {
        learn(ofFirst, 2_000);
        learn(ofSecond, 10);
        assertThat(node.logCaps(2)).isEqualTo(new LogCaps(OptionalLong.of(2_000), OptionalLong.empty()));

        ofFirst.logs().lacks(5);
        assertThat(node.logCaps(2).blocks()).hasValue(10);
        assertThat(node.logCaps(6).blocks()).hasValue(2_000);
        ofSecond.logs().lacks(5);
        assertThat(node.logCaps(2)).isEqualTo(LogCaps.NONE);
    }

    private static void learn(EndpointProfile profile, long cap) {
        try (LogRange.Attempt attempt = profile.logRange().attempt(5_000)) {
            attempt.refused(OptionalLong.of(cap));
        }
    }
}

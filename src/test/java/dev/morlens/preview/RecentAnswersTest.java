package dev.morlens.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.DatedAnswer;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.ask.NodeQueries;
import dev.morlens.ask.Requester;
import dev.morlens.chain.CallResult;
import dev.morlens.chain.Node;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.action.DryRuns;
import dev.morlens.protocol.Network;
import dev.morlens.testing.server.Shares;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What a node told is told again for a while, with its block, and not a moment longer than it may hold. */
class RecentAnswersTest {

    private static final Address USER = Address.of("0x" + "aa".repeat(20));
    private static final Network NETWORK = new Network(
            "local", "Local", 31337, USER, Address.of("0x" + "d1".repeat(20)), Optional.empty(), OptionalLong.empty());
    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final AtomicInteger asked = new AtomicInteger();
    private Optional<Object> state = Optional.of("untouched");

    private final NodeQueries nodeQueries = new NodeQueries(
            PreviewStage.nodes(node()),
            PreviewStage.config(1_000, Duration.ofSeconds(10)),
            new Shares(1, Duration.ofSeconds(60)),
            () -> Requester.UNKNOWN,
            (network, block, address) -> state,
            Executors.newVirtualThreadPerTaskExecutor());
    private final DryRuns runs = new DryRuns(nodeQueries);

    @Test
    void withinAMinuteNobodyIsAskedAgainAndTheBlockIsThatOfTheTrial() {
        AsOf first = at(100, NOON);
        assertThat(claim(first).block()).contains(first.block());
        assertThat(claim(at(101, NOON)).block()).contains(first.block());
        assertThat(claim(at(395, NOON.plusSeconds(59))).block()).contains(first.block());
        assertThat(asked).hasValue(1);
        AsOf late = at(400, NOON.plusSeconds(60));
        assertThat(claim(late).block()).contains(late.block());
        assertThat(asked).hasValue(2);
    }

    @Test
    void aBlockThatTouchesTheAddressIsAskedAbout() {
        claim(at(100, NOON));
        state = Optional.of("touched");
        AsOf next = at(101, NOON);
        assertThat(claim(next).block()).contains(next.block());
        assertThat(asked).hasValue(2);
    }

    /** Such as one that the index has read and not announced yet: it may have touched anybody. */
    @Test
    void aBlockOfWhichNothingIsKnownIsAskedAboutItself() {
        claim(at(100, NOON));
        state = Optional.empty();
        AsOf next = at(101, NOON);
        assertThat(claim(next).block()).contains(next.block());
        assertThat(claim(next).block()).contains(next.block());
        assertThat(asked).hasValue(2);
    }

    @Test
    void whatWasTriedBeforeMidnightSaysNothingOfAfter() {
        Instant midnight = Instant.parse("2026-11-24T00:00:00Z");
        claim(at(100, midnight.minusSeconds(1)));
        AsOf after = at(105, midnight);
        assertThat(claim(after).block()).contains(after.block());
    }

    @Test
    void anEarlierBlockIsNotToldOfALaterOne() {
        claim(at(100, NOON));
        AsOf earlier = at(99, NOON);
        assertThat(claim(earlier).block()).contains(earlier.block());
    }

    @Test
    void whatIsPutTogetherIsAsOldAsItsOldestAnswer() {
        AsOf first = at(100, NOON);
        claim(first);
        AsOf next = at(150, NOON.plusSeconds(10));
        DatedAnswer<Boolean> both = nodeQueries.dated(() -> claim(next).ok()
                && runs.claim(NETWORK, next, USER, 2).orElseThrow().ok());
        assertThat(both.oldest()).contains(first.block());
        assertThat(both.until()).contains(NOON.plusSeconds(60));
        assertThat(nodeQueries.dated(() -> true).until()).isEmpty();
    }

    /** That has every block, and takes every call. */
    private Node node() {
        return (Node) Proxy.newProxyInstance(
                Node.class.getClassLoader(), new Class<?>[] {Node.class}, (node, method, arguments) -> {
                    asked.incrementAndGet();
                    return new CallResult(true, new byte[0]);
                });
    }

    private DryRun claim(AsOf asOf) {
        return runs.claim(NETWORK, asOf, USER, 1).orElseThrow();
    }

    private static AsOf at(long number, Instant time) {
        return new AsOf(new BlockRef(number, Hash.of("0x%064x".formatted(number)), time), FinalityLevel.LATEST, false);
    }
}

package dev.morlens.chain.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.morlens.chain.BlockTag;
import dev.morlens.chain.ChainIdWitness;
import dev.morlens.chain.Node;
import dev.morlens.chain.NodeConfig;
import dev.morlens.chain.error.HistoryMissingException;
import dev.morlens.chain.error.RangeTooLargeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.error.TemporaryNodeException;
import dev.morlens.chain.error.TemporaryNodeException.Trouble;
import dev.morlens.chain.error.WrongChainException;
import dev.morlens.chain.profile.EndpointProfile;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRange;
import dev.morlens.testing.chain.ChainBuilder;
import dev.morlens.testing.node.FakeNode;
import dev.morlens.testing.node.NodeConfigs;
import dev.morlens.testing.server.Profiles;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** What stands around an endpoint (docs/protocol.md, P45). */
class DecoratorsTest {

    private static final NodeConfig.Retries TWO_RETRIES = NodeConfigs.fast().retry();

    private final FakeNode first = new FakeNode(ChainBuilder.genesis());
    private final FakeNode second = new FakeNode(ChainBuilder.genesis().addEmpty(1));

    @Test
    void temporaryFailureIsAskedAgainUpToTheLimit() {
        Node node = new RetryingNode(first, TWO_RETRIES);

        first.faults().failNext(2);
        assertThat(node.chainId()).isEqualTo(31337);
        assertThat(first.requests()).isEqualTo(3);
        first.faults().failNext(3);
        assertThatThrownBy(node::chainId).isInstanceOf(TemporaryNodeException.class);
        assertThat(first.requests()).isEqualTo(6);
    }

    @Test
    void refusalIsNotAskedAgain() {
        first.faults().failNext(1, () -> new RefusedByNodeException("no"));

        assertThatThrownBy(() -> new RetryingNode(first, TWO_RETRIES).chainId())
                .isInstanceOf(RefusedByNodeException.class);
        assertThat(first.requests()).isEqualTo(1);
    }

    @Test
    void confirmationIsAskedForAgainUpToTheLimitAndThenFailsAtOnce() {
        Node node = new RetryingNode(first, TWO_RETRIES);
        ChainIdWitness chain = node.sameChain();

        first.faults().failNext(2);
        chain.confirm();
        assertThat(first.requests()).isEqualTo(3);
        first.faults().failNext(3);
        assertThatThrownBy(chain::confirm).isInstanceOf(TemporaryNodeException.class);
        assertThat(first.requests()).isEqualTo(6);
        assertThatThrownBy(chain::confirm).isInstanceOf(TemporaryNodeException.class);
        assertThat(first.requests()).as("others wait for nothing").isEqualTo(6);
        node.sameChain().confirm();
    }

    @Test
    void waitThatTheNodeAsksForIsHonouredUpToTheLongestDelay() {
        NodeConfig.Retries limits = NodeConfigs.of(
                        Map.of("retry.max", "1", "retry.initial-delay", "1ms", "retry.max-delay", "300ms"))
                .retry();
        first.faults().failNext(1, () -> new TemporaryNodeException(Trouble.BUSY, "busy", Duration.ofHours(1)));

        Instant before = Instant.now();
        new RetryingNode(first, limits).chainId();
        assertThat(Duration.between(before, Instant.now())).isBetween(Duration.ofMillis(200), Duration.ofSeconds(5));
    }

    @Test
    void interruptEndsTheWaiting() {
        NodeConfig.Retries patient = NodeConfigs.of(Map.of()).retry();
        first.faults().failNext(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> new RetryingNode(first, patient).chainId())
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageContaining("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void failingEndpointIsLeftForTheNextAndRemembered() {
        FailoverNode node = failover(System::nanoTime);
        first.faults().failNext(1);

        assertThat(node.header(BlockTag.LATEST).orElseThrow().number()).isEqualTo(1);
        assertThat(node.header(BlockTag.LATEST).orElseThrow().number()).isEqualTo(1);
        assertThat(first.requests()).isEqualTo(1);
        assertThat(node.health())
                .satisfiesExactly(
                        health -> {
                            assertThat(health.host()).isEqualTo("first.example");
                            assertThat(health.healthy()).isFalse();
                            assertThat(health.failures()).isEqualTo(1);
                            assertThat(health.lastFailure()).hasValue("ordered by the test");
                        },
                        health -> assertThat(health.healthy()).isTrue());
    }

    @Test
    void restedEndpointIsPreferredAgain() {
        AtomicLong seconds = new AtomicLong(-1);
        FailoverNode node = failover(() -> Duration.ofSeconds(seconds.get()).toNanos());
        first.faults().failNext(1);
        assertThat(node.header(BlockTag.LATEST).orElseThrow().number()).isEqualTo(1);
        seconds.addAndGet(2);

        assertThat(node.header(BlockTag.LATEST).orElseThrow().number()).isZero();
        assertThat(node.health().getFirst().healthy()).isTrue();
    }

    @Test
    void rangeTooLargeIsNoReasonToAskAnother() {
        BlockRange range = new BlockRange(0, 9);
        first.faults().rangeCap(5);

        assertThatThrownBy(() -> failover(System::nanoTime).logs(range, Set.of(Address.ZERO)))
                .isInstanceOf(RangeTooLargeException.class);
        assertThat(second.requests()).isZero();
    }

    @Test
    void refusalOfOneIsAskedOfTheNextWithoutBlame() {
        FailoverNode node = failover(System::nanoTime);
        first.faults().failNext(1, () -> new RefusedByNodeException("state is gone"));

        assertThat(node.chainId()).isEqualTo(31337);
        assertThat(second.requests()).isEqualTo(1);
        assertThat(node.health().getFirst().failures()).isZero();
    }

    @Test
    void allFailingGivesTheFailureThatMayPass() {
        first.faults().failNext(1, () -> new RefusedByNodeException("never"));
        second.faults().failNext(1);

        assertThatThrownBy(() -> failover(System::nanoTime).chainId()).isInstanceOf(TemporaryNodeException.class);
    }

    @Test
    void nodeOfAnotherChainIsRefusedNamingBothIds() {
        first.chainId(1);

        assertThatThrownBy(() -> guard(8453, System::nanoTime).header(BlockTag.LATEST))
                .isInstanceOf(WrongChainException.class)
                .hasMessageContainingAll("8453", "chain id 1:", "host.example");
    }

    @Test
    void chainIdIsAskedOnceAMinute() {
        Node node = guard(31337, () -> 0);

        node.header(BlockTag.LATEST);
        node.header(BlockTag.LATEST);
        assertThat(first.requests()).isEqualTo(3);
        first.chainId(1);
        node.header(BlockTag.LATEST);
        assertThatThrownBy(node::chainId).isInstanceOf(WrongChainException.class);
        assertThatThrownBy(() -> node.header(BlockTag.LATEST))
                .as("whoever was found to serve another chain is not believed any more")
                .isInstanceOf(WrongChainException.class);
    }

    @Test
    void whoeverAnsweredHasToSayThatItServesTheChainStill() {
        Node node = guard(31337, () -> 0);
        ChainIdWitness chain = node.sameChain();
        chain.confirm();
        assertThat(first.requests()).as("nobody told anything").isZero();

        node.header(BlockTag.LATEST);
        chain.confirm();
        chain.confirm();
        assertThat(first.requests()).as("asked once for one answer").isEqualTo(3);
        node.header(BlockTag.LATEST);
        first.chainId(1);
        assertThatThrownBy(chain::confirm).isInstanceOf(WrongChainException.class);
        assertThatThrownBy(chain::confirm).as("not forgotten").isInstanceOf(WrongChainException.class);
    }

    @Test
    void endpointThatTurnsToAnotherChainIsRefusedWithinAMinute() {
        AtomicLong seconds = new AtomicLong(-1);
        Node node = guard(31337, () -> Duration.ofSeconds(seconds.get()).toNanos());

        node.header(BlockTag.LATEST);
        first.chainId(1);
        seconds.addAndGet(61);
        assertThatThrownBy(() -> node.header(BlockTag.LATEST)).isInstanceOf(WrongChainException.class);
        first.chainId(31337);
        assertThat(node.header(BlockTag.LATEST)).isPresent();
    }

    private Node guard(long expected, LongSupplier nanoTime) {
        return new ChainIdGuard(first, "host.example", expected, nanoTime);
    }

    @Test
    void questionsAreCountedByMethodAndOutcome() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Node node = new MeteredNode(first, "host.example", registry);

        node.chainId();
        first.faults().failNext(1);
        assertThatThrownBy(node::chainId).isInstanceOf(TemporaryNodeException.class);
        assertThat(List.of("answered", "temporary"))
                .allSatisfy(outcome -> assertThat(registry.get("morlens.node.questions")
                                .tags("host", "host.example", "method", "chainId", "outcome", outcome)
                                .timer()
                                .count())
                        .isEqualTo(1));
    }

    @Test
    void endpointThatWantsPaymentIsLeftAloneForMinutesAndItsReasonShown() {
        AtomicLong seconds = new AtomicLong();
        FailoverNode node = failover(() -> Duration.ofSeconds(seconds.get()).toNanos());
        first.faults().failNext(1, () -> new TemporaryNodeException(Trouble.NO_ACCESS, "HTTP 402: pay first"));
        for (int second = 0; second < 60; second++) {
            assertThat(node.chainId()).isEqualTo(31337);
            seconds.incrementAndGet();
        }
        assertThat(first.requests()).isEqualTo(1);
        assertThat(node.health().getFirst().lastFailure()).hasValue("HTTP 402: pay first");
        node.chainId();
        assertThat(first.requests()).as("asked again after a minute").isEqualTo(2);
    }

    @Test
    void whereEveryEndpointRefusesNobodyIsAskedAndTheReasonsAreTold() {
        FailoverNode node = failover(() -> 0);
        first.faults().failNext(1, () -> new TemporaryNodeException(Trouble.NO_ACCESS, "HTTP 402"));
        second.faults().failNext(1, () -> new TemporaryNodeException(Trouble.BUSY, "slow down", Duration.ofMinutes(2)));
        assertThatThrownBy(node::chainId).isInstanceOf(TemporaryNodeException.class);
        assertThatThrownBy(node::chainId)
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageContainingAll("first.example", "HTTP 402", "second.example", "slow down");
        assertThat(first.requests() + second.requests()).isEqualTo(2);
    }

    @Test
    void visitorsAreToldAtOnceWhereNobodyHasAnsweredLately() {
        AtomicLong millis = new AtomicLong();
        List<EndpointState> states =
                states(() -> Duration.ofMillis(millis.get()).toNanos());
        HeadComparison heads = new HeadComparison(states, Runnable::run, () -> 0);
        FailoverNode patient = new FailoverNode(states, heads, false);
        Node prompt = new RetryingNode(new FailoverNode(states, heads, true), TWO_RETRIES);
        for (int i = 0; i < 3; i++) {
            first.faults().failNext(1, () -> new TemporaryNodeException(Trouble.SILENT, "refused"));
            second.faults().failNext(1, () -> new TemporaryNodeException(Trouble.SILENT, "refused"));
            assertThatThrownBy(patient::chainId).isInstanceOf(TemporaryNodeException.class);
        }
        assertThatThrownBy(prompt::chainId).hasMessageContaining("no endpoint answers");
        assertThat(first.requests() + second.requests()).isEqualTo(6);
        millis.addAndGet(1001);
        assertThat(prompt.chainId()).as("a second later it is tried").isEqualTo(31337);
    }

    @Test
    void visitorsAreNotKeptByTheQuestionThatFindsOutWhetherASilentEndpointIsBack() throws InterruptedException {
        AtomicLong millis = new AtomicLong();
        List<EndpointState> states =
                states(() -> Duration.ofMillis(millis.get()).toNanos());
        HeadComparison heads = new HeadComparison(states, Runnable::run, () -> 0);
        Node prompt = new RetryingNode(new FailoverNode(states, heads, true), TWO_RETRIES);
        CountDownLatch back = new CountDownLatch(1);
        for (EndpointState state : states) {
            for (int i = 0; i < 3; i++) {
                state.failed(new TemporaryNodeException(Trouble.SILENT, "timeout"));
            }
        }
        first.faults().failNext(1, () -> swallowed(back));
        second.faults().failNext(1, () -> swallowed(back));
        millis.addAndGet(1001);
        for (int i = 0; i < 5; i++) {
            Instant begun = Instant.now();
            assertThatThrownBy(prompt::chainId).hasMessageContaining("no endpoint answers");
            assertThat(Duration.between(begun, Instant.now())).isLessThan(Duration.ofSeconds(2));
        }
        assertThat(first.requests()).as("one at a time finds out for all").isLessThan(5);
        back.countDown();
        Instant late = Instant.now().plusSeconds(10);
        while (states.getFirst().isKnownSilent() && Instant.now().isBefore(late)) {
            Thread.sleep(20);
            millis.addAndGet(1001);
        }
        assertThat(prompt.chainId()).isEqualTo(31337);
    }

    private static TemporaryNodeException swallowed(CountDownLatch back) {
        try {
            back.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new TemporaryNodeException(Trouble.SILENT, "timeout");
    }

    @Test
    void visitorsAreNotKeptByPausesWhereNobodyAnswersAtAll() {
        List<EndpointState> states = states(() -> 0);
        HeadComparison heads = new HeadComparison(states, Runnable::run, () -> 0);
        Node prompt = new RetryingNode(new FailoverNode(states, heads, true), TWO_RETRIES);
        first.faults().failNext(9, () -> new TemporaryNodeException(Trouble.SILENT, "refused"));
        second.faults().failNext(9, () -> new TemporaryNodeException(Trouble.SILENT, "refused"));

        assertThatThrownBy(prompt::chainId)
                .isInstanceOf(TemporaryNodeException.class)
                .hasMessageContaining("refused");
        assertThat(first.requests() + second.requests()).isEqualTo(2);
    }

    @Test
    void questionAboutHistoryGoesToWhoeverHasItAndToNobodyElse() {
        List<EndpointState> states = states(() -> 0);
        FailoverNode node = new FailoverNode(states, new HeadComparison(states, Runnable::run, () -> 0), false);
        states.getFirst().profile().logs().lacks(0);
        BlockRange all = new BlockRange(0, 0);

        assertThat(node.logs(all, Set.of(Address.ZERO))).isEmpty();
        assertThat(first.requests()).isZero();
        assertThat(second.requests()).isEqualTo(1);
        states.getLast().profile().logs().lacks(0);
        assertThatThrownBy(() -> node.logs(all, Set.of(Address.ZERO)))
                .isInstanceOf(HistoryMissingException.class)
                .hasMessageContainingAll("logs of block 0", "first.example", "second.example", "archive");
        assertThat(first.requests() + second.requests()).isEqualTo(1);
    }

    @Test
    void anotherLeadsWhereTheFirstStandsStill() {
        AtomicLong seconds = new AtomicLong();
        Instant start = Instant.parse("2026-11-30T00:00:00Z");
        InstantSource clock = () -> start.plusSeconds(seconds.get());
        LongSupplier nanoTime = () -> Duration.ofSeconds(seconds.get()).toNanos();
        ChainBuilder growing = ChainBuilder.genesis();
        List<EndpointState> states = List.of(
                profiled("first.example", first, clock, nanoTime),
                profiled("second.example", new FakeNode(growing), clock, nanoTime));
        FailoverNode node = new FailoverNode(states, new HeadComparison(states, Runnable::run, nanoTime), false);
        long head = 0;
        while (seconds.incrementAndGet() <= 30) {
            growing.addEmpty(5);
            head = node.header(BlockTag.LATEST).orElseThrow().number();
        }
        assertThat(head).as("the second one's").isGreaterThan(100);
        assertThat(node.health().getFirst().standingStillSince()).hasValue(start.plusSeconds(1));
        assertThat(node.health().getFirst().behind()).isTrue();
    }

    private static EndpointState profiled(String host, FakeNode node, InstantSource clock, LongSupplier nanoTime) {
        EndpointProfile profile = new EndpointProfile(50, 500, clock);
        return new EndpointState(host, new ProfiledNode(node, profile), profile, nanoTime);
    }

    private List<EndpointState> states(LongSupplier nanoTime) {
        return List.of(
                new EndpointState("first.example", first, Profiles.fresh(), nanoTime),
                new EndpointState("second.example", second, Profiles.fresh(), nanoTime));
    }

    private FailoverNode failover(LongSupplier nanoTime) {
        List<EndpointState> states = states(nanoTime);
        return new FailoverNode(states, new HeadComparison(states, Runnable::run, nanoTime), false);
    }
}

package dev.morlens.indexer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.FaultyEndpoint;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.fault.ProviderTroubles;
import dev.morlens.testing.server.TestDatabase;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Endpoints with the limits and habits that providers are known for, in front of the real local chain: while they stay as they
 * are, the index becomes right within the seconds that stand with each, and the status says what is known of the endpoint.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NodesAsTheyAnswerTest {

    /** What the status must say of the first endpoint. */
    private interface Shown extends Predicate<IndexStatus.EndpointStatus> {}

    private static final long SEED = Counts.seed("NodesAsTheyAnswerTest");
    private static final Shown ANYTHING = endpointStatus -> true;

    /** Before it, an endpoint without history has no logs. */
    private static final long PRUNED = 90;

    private DevChain chain;

    @BeforeAll
    void play() {
        chain = DevChain.start(SEED);
        chain.play(60);
        chain.mine(100);
    }

    @AfterAll
    void stop() {
        chain.close();
    }

    static Stream<Arguments> alone() {
        return Counts.some(
                SEED,
                Stream.of(
                        row(
                                "times of 0 (hyperledger/fabric-x-evm#210)",
                                10,
                                ProviderTroubles.logTimes(time -> 0L),
                                timesWrong()),
                        row("times in milliseconds", 10, ProviderTroubles.logTimes(time -> time * 1000), timesWrong()),
                        row("times two seconds late", 10, ProviderTroubles.logTimes(time -> time + 2), timesWrong()),
                        row(
                                "batches of 3 (dRPC)",
                                10,
                                ProviderTroubles.batchesUpTo(3, ProviderTroubles::drpcBatch),
                                batchesOf(3)),
                        row(
                                "batches of 3 (Erigon)",
                                10,
                                ProviderTroubles.batchesUpTo(3, ProviderTroubles::erigonBatch),
                                batchesOf(3)),
                        row(
                                "batches of 3, dropped",
                                10,
                                ProviderTroubles.batchesUpTo(3, ProviderTroubles::droppedBatch),
                                batchesOf(3)),
                        row(
                                "a replica behind the same URL (paradigmxyz/reth#20202)",
                                10,
                                ProviderTroubles.aheadOfReplica(
                                        2, -32602, "block range extends beyond current head block"),
                                ANYTHING),
                        row(
                                "a replica behind the same URL (DefiLlama/defillama-sdk#254)",
                                10,
                                ProviderTroubles.aheadOfReplica(
                                        2, -32000, "block 50 is beyond the latest block 47 of this node, retry later"),
                                ANYTHING),
                        row(
                                "a replica behind the same URL, without a word (ethereum/go-ethereum#24078)",
                                10,
                                NodeTroubles.oneIn(3, new Random(SEED), NodeTroubles.lagging(5)),
                                ANYTHING),
                        row(
                                "ranges of 10 blocks (Alchemy)",
                                10,
                                ProviderTroubles.rangesUpTo(
                                        10,
                                        -32600,
                                        "Under the Free tier plan, you can make eth_getLogs requests with up to a 10 block range."),
                                rangesOf(10)),
                        row(
                                "ranges of 5 blocks (QuickNode)",
                                10,
                                ProviderTroubles.rangesUpTo(5, -32614, "eth_getLogs is limited to a 5 range"),
                                rangesOf(5)),
                        row(
                                "ranges of 7 blocks, and not a word about it",
                                10,
                                ProviderTroubles.rangesUpTo(7, -32000, "block range is too wide"),
                                rangesOf(7)),
                        row("no tags of finality", 10, ProviderTroubles.noFinalityTags(), ANYTHING)));
    }

    static Stream<Arguments> first() {
        return Counts.some(
                SEED,
                Stream.of(
                        row("its head stands still", 25, ProviderTroubles.headStandingStill(), behind()),
                        row(
                                "its head falls back and climbs",
                                25,
                                ProviderTroubles.headFarBelowAndClimbing(60),
                                behind()),
                        row(
                                "HTTP 402 for hours",
                                10,
                                ProviderTroubles.refusing(402, "Payment Required"),
                                barred("402")),
                        row(
                                "HTTP 401 for hours (Ankr)",
                                10,
                                ProviderTroubles.refusing(
                                        401, "Unauthorized: You must authenticate your request with an API key"),
                                barred("authenticate your request")),
                        row(
                                "no history (Geth, ethereum/go-ethereum#31939)",
                                10,
                                ProviderTroubles.noLogsBelow(PRUNED, 4444, "pruned history unavailable"),
                                logsFrom(PRUNED)),
                        row(
                                "no history (Reth, paradigmxyz/reth#27002)",
                                10,
                                ProviderTroubles.noLogsBelow(PRUNED, -32602, "receipts unavailable for block 7"),
                                logsFrom(PRUNED)),
                        row(
                                "no history (PublicNode, AntSeed/antseed#842)",
                                10,
                                ProviderTroubles.noLogsBelow(
                                        PRUNED, 403, -32602, "Archive requests require a personal token."),
                                logsFrom(PRUNED)),
                        row(
                                "no history, without a word (paradigmxyz/reth#21122, erigontech/erigon#16042)",
                                20,
                                ProviderTroubles.silentlyNoLogsBelow(PRUNED),
                                endpointStatus ->
                                        endpointStatus.profile().logsFrom().isPresent())));
    }

    private static Arguments row(String name, int seconds, Fault fault, Shown shown) {
        return Arguments.of(name, seconds, fault, shown);
    }

    private static Shown timesWrong() {
        return endpointStatus -> endpointStatus.profile().noLogTimes().isPresent();
    }

    private static Shown batchesOf(int most) {
        return endpointStatus -> endpointStatus
                .profile()
                .batch()
                .filter(learntFact -> learntFact.value() <= most)
                .isPresent();
    }

    private static Shown rangesOf(int blocks) {
        return endpointStatus -> endpointStatus
                .profile()
                .logBlocks()
                .filter(learntFact -> learntFact.value() == blocks)
                .isPresent();
    }

    private static Shown barred(String words) {
        return endpointStatus -> endpointStatus.notAskedUntil().isPresent()
                && endpointStatus.lastError().orElse("").contains(words);
    }

    private static Shown logsFrom(long block) {
        return endpointStatus -> endpointStatus
                .profile()
                .logsFrom()
                .filter(learntFact -> learntFact.value() == block)
                .isPresent();
    }

    private static Shown behind() {
        return endpointStatus ->
                endpointStatus.behind() && endpointStatus.standingStillSince().isPresent();
    }

    @ParameterizedTest(name = "{0}: right within {1} s")
    @MethodSource("alone")
    void anEndpointAlone(String name, int seconds, Fault fault, Shown shown) throws InterruptedException {
        isRight(name, seconds, shown, fault);
    }

    @ParameterizedTest(name = "{0}: another is asked, and all is right within {1} s")
    @MethodSource("first")
    void theFirstOfTwoEndpoints(String name, int seconds, Fault fault, Shown shown) throws InterruptedException {
        isRight(name, seconds, shown, fault, Fault.NONE);
    }

    /** While the index is built, and again for what happens after it follows the head. */
    private void isRight(String name, int seconds, Shown shown, Fault... faults) throws InterruptedException {
        Network network = chain.network(TestDatabase.networkName());
        List<FaultyEndpoint> endpoints = new ArrayList<>();
        for (Fault fault : faults) {
            FaultyEndpoint endpoint = FaultyEndpoint.before(chain.rpcUrl());
            endpoint.behave(fault);
            endpoints.add(endpoint);
        }
        URI[] urls = endpoints.stream().map(FaultyEndpoint::url).toArray(URI[]::new);
        try (RunningIndexer indexer = RunningIndexer.start(chain, network, urls)) {
            Instant begun = Instant.now();
            indexer.await(
                    "the first block",
                    () -> indexer.status().flatMap(IndexStatus::indexed).isPresent());
            chain.play(10);
            indexer.catchesUpWithoutADifference();
            indexer.await(
                    "the status to say what is known",
                    () -> indexer.status().stream()
                            .anyMatch(status -> shown.test(status.endpoints().getFirst())));
            assertThat(Duration.between(begun, Instant.now())).as(name).isLessThan(Duration.ofSeconds(seconds));
            assertThat(endpoints.getFirst().disturbed()).as("the fault was met").isPositive();
        } finally {
            endpoints.forEach(FaultyEndpoint::close);
        }
    }
}

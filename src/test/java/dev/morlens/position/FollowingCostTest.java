package dev.morlens.position;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.protocol.Network;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.store.rows.TestStores;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.fault.CallCounts;
import dev.morlens.testing.fault.Fault;
import dev.morlens.testing.fault.NodeTroubles;
import dev.morlens.testing.fault.OverrideTroubles;
import dev.morlens.testing.node.PublicEndpoints;
import dev.morlens.testing.truth.TruthComparison;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What following costs at a public endpoint that behaves well, five blocks a second with an act in every 25th: calls by their
 * kind, and how long after the node an answer names a block.
 */
@QuarkusTest
@TestProfile(PublicEndpoints.One.Profile.class)
class FollowingCostTest {

    private static final Duration BLOCK = Duration.ofMillis(200);
    private static final int BLOCKS_AN_ACT = 25;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration ASKED_EVERY = Duration.ofMillis(25);

    private static final Duration AT_THE_HEAD_WITHIN = Duration.ofSeconds(15);

    private static final double MOST_CALLS_A_SECOND = 5;
    private static final double MOST_CALLS_A_SECOND_WITHOUT_OVERRIDES = 6;
    private static final double MOST_MORE_WITH_A_VIEWER = 2;
    private static final int MOST_CALLS_A_PAGE = 30;
    private static final double MOST_REQUESTS_A_DAY = 200_000;

    @TestHTTPResource("/")
    URI server;

    @Inject
    IndexStatusRegistry board;

    private final DevChain chain = PublicEndpoints.chain();
    private final Network network = chain.network("local");
    private final CallCounts counts = PublicEndpoints.counts();
    private final HttpClient client = HttpClient.newHttpClient();
    private final NavigableMap<Long, Long> cameAt = new ConcurrentSkipListMap<>();
    private final List<Double> lags = Collections.synchronizedList(new ArrayList<>());

    @Test
    void costFollowsTimeAndChangesAndNotBlocks() throws Exception {
        boolean soak = Counts.of(10) == 10;
        await("following", () -> isFollowing(chain.block("latest").hash().toString()));
        live(Duration.ofSeconds(2), false);
        double alone = measured("nobody looks", soak ? Duration.ofMinutes(10) : Duration.ofSeconds(10), false);
        view(anAddress(), Instant.now().plusMillis(1));
        Duration time = soak ? Duration.ofMinutes(10) : Duration.ofSeconds(5);
        double viewed = measured("a page a second", time, true);
        // In some seconds, what a block that touches the address makes a page ask anew counts too much.
        double inShort = soak ? 0 : (double) MOST_CALLS_A_PAGE / time.toSeconds();

        if (soak) {
            // Audits' passes are half a minute apart.
            PublicEndpoints.behave(0, OverrideTroubles.refused(-32_602, "too many arguments, want at most 2"));
            assertThat(measured("without code overrides", Duration.ofMinutes(10), false))
                    .as("calls a second")
                    .isLessThanOrEqualTo(MOST_CALLS_A_SECOND_WITHOUT_OVERRIDES);
            PublicEndpoints.behave(0, Fault.NONE);
        }

        assertThat(differencesInTheEnd()).isEmpty();
        assertThat(alone).as("calls a second").isLessThanOrEqualTo(MOST_CALLS_A_SECOND);
        assertThat(viewed).as("calls a second").isLessThanOrEqualTo(alone + MOST_MORE_WITH_A_VIEWER + inShort);
        assertThat(PublicEndpoints.refusedForQuota())
                .as("refused for the quota")
                .isZero();
    }

    @Test
    @Tag("soak")
    void afterTwentyMinutesWithoutANodeItIsAtTheHeadWithinSeconds() throws Exception {
        await("following", () -> isFollowing(chain.block("latest").hash().toString()));
        PublicEndpoints.behave(0, NodeTroubles.status(503));
        await("the outage to be noticed", () -> isIn(IndexStatus.IndexState.NODE_UNREACHABLE));
        int blocks = Counts.of(6_000);
        for (int block = 0; block < blocks; block++) {
            chain.ask("tick", Map.of("acts", block % BLOCKS_AN_ACT == 0));
        }
        String head = chain.block("latest").hash().toString();
        counts.reset();
        PublicEndpoints.behave(0, Fault.NONE);
        long begun = System.nanoTime();
        await(AT_THE_HEAD_WITHIN, "the head", () -> isFollowing(head));
        Counts.say("%d blocks after an outage: at the head after %.1f s, with %d calls"
                .formatted(blocks, (System.nanoTime() - begun) / 1e9, counts.calls()));
        assertThat(differencesInTheEnd()).isEmpty();
    }

    private double measured(String what, Duration time, boolean withViewer) throws Exception {
        counts.reset();
        lags.clear();
        Instant begun = Instant.now();
        live(time, withViewer);
        double seconds = Duration.between(begun, Instant.now()).toMillis() / 1000.0;
        double requestsADay = counts.requests() / seconds * Duration.ofDays(1).toSeconds();
        Map<String, String> table = new TreeMap<>();
        counts.byMethod().forEach((method, calls) -> table.put(method, "%.2f".formatted(calls / seconds)));
        Counts.say("%s: %.2f calls a second, %.0f requests a day; %s"
                .formatted(what, counts.calls() / seconds, requestsADay, table));
        List<Double> sorted = lags.stream().sorted().toList();
        Counts.say("%s: %d blocks named, after %.2f s (p50), %.2f s (p99)"
                .formatted(what, sorted.size(), at(sorted, 0.5), at(sorted, 0.99)));
        assertThat(sorted).as("blocks that answers named").isNotEmpty();
        assertThat(withViewer ? 0 : requestsADay).as("requests a day").isLessThanOrEqualTo(MOST_REQUESTS_A_DAY);
        return counts.calls() / seconds;
    }

    private static double at(List<Double> sorted, double part) {
        return sorted.get((int) Math.min(sorted.size() - 1, Math.round(sorted.size() * part)));
    }

    /** Blocks as they come on Base. */
    private void live(Duration time, boolean withViewer) throws Exception {
        Address watched = anAddress();
        Instant end = Instant.now().plus(time);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> naming = threads.submit(() -> note(watched, end));
            Future<?> viewing = threads.submit(() -> view(watched, withViewer ? end : Instant.now()));
            long blocks = 0;
            Instant next = Instant.now();
            while (Instant.now().isBefore(end)) {
                chain.ask("tick", Map.of("acts", blocks++ % BLOCKS_AN_ACT == 0));
                cameAt.put(chain.block("latest").number(), System.nanoTime());
                next = next.plus(BLOCK);
                Duration left = Duration.between(Instant.now(), next);
                Thread.sleep(left.isNegative() ? Duration.ZERO : left);
            }
            naming.get();
            viewing.get();
        }
    }

    private Void note(Address address, Instant end) throws Exception {
        while (Instant.now().isBefore(end)) {
            long named = new ObjectMapper()
                    .readTree(get("api/v1/local/addresses/" + address).body())
                    .at("/asOf/blockNumber")
                    .asLong();
            long now = System.nanoTime();
            NavigableMap<Long, Long> news = cameAt.headMap(named, true);
            news.values().forEach(came -> lags.add((now - came) / 1e9));
            news.clear();
            Thread.sleep(ASKED_EVERY);
        }
        return null;
    }

    private Void view(Address address, Instant end) throws Exception {
        while (Instant.now().isBefore(end)) {
            assertThat(get("local/address/" + address).statusCode()).isEqualTo(200);
            Thread.sleep(Duration.ofSeconds(1));
        }
        return null;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Address anAddress() {
        return Address.of(chain.truth().get("addresses").fieldNames().next());
    }

    private boolean isIn(IndexStatus.IndexState indexState) {
        return board.of(network.name())
                .filter(status -> status.state() == indexState)
                .isPresent();
    }

    private boolean isFollowing(String hash) {
        return board.of(network.name())
                .filter(status -> status.state() == IndexStatus.IndexState.FOLLOWING)
                .flatMap(IndexStatus::indexed)
                .filter(block -> block.hash().toString().equals(hash))
                .isPresent();
    }

    private List<String> differencesInTheEnd() throws InterruptedException {
        var truth = chain.truth();
        await("the head", () -> isFollowing(truth.get("blockHash").asText()));
        TestStores.use(PublicEndpoints.database());
        try {
            return TruthComparison.compare(truth, TestStores.statement(network), network.diamond())
                    .differences();
        } finally {
            TestStores.shared();
            TestStores.use(null);
        }
    }

    private void await(String what, BooleanSupplier condition) throws InterruptedException {
        await(PATIENCE, what, condition);
    }

    private void await(Duration patience, String what, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(patience);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now())
                    .as("waiting for %s: %s", what, board.of(network.name()))
                    .isBefore(deadline);
            Thread.sleep(50);
        }
    }
}

package dev.morlens.position;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.store.feed.IndexStatus;
import dev.morlens.store.feed.IndexStatusRegistry;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.node.PublicEndpoints;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A server that may make 100,000 calls a day, while a visitor asks for pages that nobody asked for before, without end. */
@Tag("soak")
@QuarkusTest
@TestProfile(PublicEndpoints.Bounded.Profile.class)
class DailyBudgetTest {

    private static final Duration WHOLE = Duration.ofMinutes(15);
    private static final Duration UNTIL_THE_FIRST_HOUR_IS_SPENT = Duration.ofMinutes(1);
    private static final Duration BLOCK = Duration.ofMillis(200);
    private static final int BLOCKS_AN_ACT = 25;

    @TestHTTPResource("/")
    URI server;

    @Inject
    IndexStatusRegistry board;

    private final DevChain chain = PublicEndpoints.chain();
    private final HttpClient client = HttpClient.newHttpClient();
    private final NavigableMap<Long, Long> cameAt = new ConcurrentSkipListMap<>();
    private final List<Double> lags = new ArrayList<>();
    private volatile double announced;
    private final AtomicInteger pages = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @Test
    void itStaysWithinItsCallsAndWithinTheLagItAnnounces() throws Exception {
        // The chain takes one command at a time.
        Address watched = anAddress();
        awaitFollowing();
        Instant end = Instant.now().plus(WHOLE);
        PublicEndpoints.counts().reset();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> naming = threads.submit(() -> note(watched, end));
            Future<?> visiting = threads.submit(() -> visit(end));
            for (long blocks = 0; Instant.now().isBefore(end); blocks++) {
                chain.ask("tick", Map.of("acts", blocks % BLOCKS_AN_ACT == 0));
                cameAt.put(chain.block("latest").number(), System.nanoTime());
                Thread.sleep(BLOCK);
            }
            naming.get();
            visiting.get();
        }
        long calls = PublicEndpoints.counts().calls();
        double hours = WHOLE.toMinutes() / 60.0;
        // What may be kept of an hour, and what comes in.
        double most = PublicEndpoints.Bounded.CALLS_A_DAY * (1 + hours) / 24;
        List<Double> sorted = lags.stream().sorted().toList();
        double slowest = sorted.get(sorted.size() * 99 / 100);
        Counts.say(
                "%d calls in %s, at most %.0f; %d cold pages, %d of them without what a node would tell; blocks after %.1f s (p99), %.1f s announced"
                        .formatted(calls, WHOLE, most, pages.get(), refused.get(), slowest, announced));
        assertThat((double) calls).isLessThanOrEqualTo(most);
        assertThat(slowest).isLessThanOrEqualTo(announced);
        assertThat(pages.get()).isPositive();
    }

    private void awaitFollowing() throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (board.of("local")
                .filter(status -> status.state() == IndexStatus.IndexState.FOLLOWING)
                .isEmpty()) {
            assertThat(Instant.now()).as("following").isBefore(deadline);
            Thread.sleep(100);
        }
    }

    private Void note(Address address, Instant end) throws Exception {
        Instant counted = Instant.now().plus(UNTIL_THE_FIRST_HOUR_IS_SPENT);
        while (Instant.now().isBefore(end)) {
            JsonNode answer = new ObjectMapper()
                    .readTree(get("api/v1/local/addresses/" + address).body());
            long named = answer.at("/asOf/blockNumber").asLong();
            long now = System.nanoTime();
            NavigableMap<Long, Long> news = cameAt.headMap(named, true);
            if (Instant.now().isAfter(counted)) {
                news.values().forEach(came -> lags.add((now - came) / 1e9));
            }
            news.clear();
            announced = Math.max(
                    announced,
                    board.of("local")
                            .map(IndexStatus::asking)
                            .map(asking -> asking.lagToExpect().toMillis() / 1000.0)
                            .orElse(0.0));
            Thread.sleep(100);
        }
        return null;
    }

    private Void visit(Instant end) throws Exception {
        while (Instant.now().isBefore(end)) {
            String address = "0x%040x".formatted(0xabc000 + pages.getAndIncrement());
            HttpResponse<String> page = get("local/address/" + address);
            assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
            if (page.body().contains("calls-a-day")) {
                refused.incrementAndGet();
            }
        }
        return null;
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(HttpRequest.newBuilder(server.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private Address anAddress() {
        return Address.of(chain.truth().get("addresses").fieldNames().next());
    }
}

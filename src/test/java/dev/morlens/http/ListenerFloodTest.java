package dev.morlens.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.position.subscribe.PositionSubscriptions;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.Counts;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.RawHttp;
import dev.morlens.testing.server.RawHttp.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ten thousand who want to listen at once: as many as there are places do, the others are told so. */
@QuarkusTest
@TestProfile(ListenerFloodTest.Places.class)
class ListenerFloodTest {

    private static final int WANTING = Counts.of(10_000);
    private static final int PLACES = WANTING / 10;
    private static final int MOST_OF_ONE = 50;
    private static final int OF_EACH = 40;
    private static final int MOST_THREADS_MORE = 100;
    private static final long MOST_BYTES_EACH = 200_000;
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final String ANN = "/api/v1/local/addresses/" + Cast.ANN;

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    PositionSubscriptions positionSubscriptions;

    @Inject
    Event<HeadChanged> landings;

    private final Scene scene = Cast.act("local").scene();
    private final Queue<RawHttp> open = new ConcurrentLinkedQueue<>();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();

    /** A place for every tenth. */
    public static class Places extends SceneProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("morlens.events.max-listeners", String.valueOf(PLACES));
            config.put("morlens.events.max-listeners-per-client", String.valueOf(MOST_OF_ONE));
            config.put("morlens.events.heartbeat", "PT1S");
            return config;
        }
    }

    @BeforeEach
    void show() {
        stores.show("local", scene);
        landings.fire(new HeadChanged("local", scene.head(), Set.of()));
    }

    @Test
    void asManyListenAsThereArePlacesAndTheOthersAreToldSoWhileEverybodyElseIsAnswered() throws Exception {
        int threads = ManagementFactory.getThreadMXBean().getThreadCount();
        long bytes = usedBytes();
        try {
            int answered = flood();
            assertThat(count(200)).isEqualTo(PLACES);
            assertThat(count(503)).isEqualTo(WANTING - PLACES);
            assertThat(positionSubscriptions.listeners()).isEqualTo(PLACES);
            long more = (usedBytes() - bytes) / PLACES;
            Counts.say(
                    "ListenerFloodTest: %d wanted, %d listen, %d bytes each with the client's side, %d others answered"
                            .formatted(WANTING, PLACES, more, answered));
            assertThat(answered).isPositive();
            assertThat(more).isLessThan(MOST_BYTES_EACH);
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(threads + MOST_THREADS_MORE);
            everyListenerHears();
        } finally {
            hangUp();
        }
    }

    /** How many questions of others were answered meanwhile; all were. */
    private int flood() throws Exception {
        Semaphore atOnce = new Semaphore(200);
        int answered = 0;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < WANTING; i++) {
                int client = i / OF_EACH;
                atOnce.acquire();
                callers.execute(() -> {
                    listen("127.4.%d.%d".formatted(client / 200, 1 + client % 200));
                    atOnce.release();
                });
                if (i % 20 == 0) {
                    assertThat(RawHttp.get(server.getPort(), "127.0.0.1", ANN).status())
                            .isEqualTo(200);
                    answered++;
                }
            }
        }
        return answered;
    }

    private void listen(String from) {
        try {
            RawHttp http = RawHttp.connect(server.getPort(), from);
            http.send("GET " + ANN + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Answer answer = http.answer();
            note(answer.status() == 503 && answer.header("Retry-After").isEmpty() ? -503 : answer.status());
            // Nobody of them hangs up, refused or not.
            open.add(http);
        } catch (IOException e) {
            note(-1);
        }
    }

    private void note(int status) {
        statuses.computeIfAbsent(status, unknown -> new AtomicInteger()).incrementAndGet();
    }

    private int count(int status) {
        return statuses.getOrDefault(status, new AtomicInteger()).get();
    }

    /** And who was refused is not kept. */
    private void everyListenerHears() throws InterruptedException {
        AtomicInteger hear = new AtomicInteger();
        try (ExecutorService ears = Executors.newVirtualThreadPerTaskExecutor()) {
            for (RawHttp http : open) {
                ears.execute(() -> {
                    try {
                        hear.addAndGet(http.isClosedWithin(Duration.ofSeconds(5)) ? 0 : 1);
                    } catch (IOException e) {
                        note(-2);
                    }
                });
            }
            ears.shutdown();
            assertThat(ears.awaitTermination(LONG.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
        }
        assertThat(hear.get()).isEqualTo(PLACES);
    }

    private void hangUp() throws IOException, InterruptedException {
        for (RawHttp http : open) {
            http.close();
        }
        long deadline = System.nanoTime() + LONG.toNanos();
        while (positionSubscriptions.listeners() > 0 && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
        assertThat(positionSubscriptions.listeners()).isZero();
    }

    private static long usedBytes() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    @Test
    void oneClientCannotTakeAllPlaces() throws Exception {
        try {
            for (int i = 0; i < MOST_OF_ONE + 5; i++) {
                listen("127.5.0.1");
            }
            assertThat(count(200)).isEqualTo(MOST_OF_ONE);
            assertThat(count(429)).isEqualTo(5);
            listen("127.5.0.2");
            assertThat(count(200)).isEqualTo(MOST_OF_ONE + 1);
            Answer refused = RawHttp.get(server.getPort(), "127.5.0.1", ANN + "/events");
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(refused.body()).contains("too-many-listeners", "may listen to 50 addresses");
        } finally {
            hangUp();
        }
    }
}

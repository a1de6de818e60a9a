package dev.morlens.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.Counts;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.RawHttp;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that keep the server waiting are shed, and nobody else notices. */
@QuarkusTest
@TestProfile(SlowClientsTest.Impatient.class)
class SlowClientsTest {

    private static final String ANN = "/api/v1/local/addresses/" + Cast.ANN;
    private static final int MOST_CONNECTIONS = 60;
    private static final Duration LONG = Duration.ofSeconds(60);

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    MeterRegistry meters;

    /** As it is shipped, but ten times as impatient. */
    public static class Impatient extends SceneProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("morlens.limits.head-timeout", "1s");
            config.put("morlens.limits.body-timeout", "2s");
            config.put("morlens.limits.unread-timeout", "2s");
            config.put("morlens.limits.connections-per-client", String.valueOf(MOST_CONNECTIONS));
            config.put("morlens.events.heartbeat", "PT0.5S");
            return config;
        }
    }

    @BeforeEach
    void show() {
        stores.show("local", Cast.act("local").scene());
    }

    /** Its streams would share one connection, by which slow clients are told. */
    @Test
    void http2IsNotSpoken() throws IOException {
        try (RawHttp client = RawHttp.connect(server.getPort(), "127.0.6.1")) {
            client.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertThat(client.answer().status()).isIn(0, 400, 404, 501, 505);
            assertThat(client.isClosedWithin(LONG)).isTrue();
        }
        RawHttp.Answer upgraded =
                RawHttp.get(server.getPort(), "127.0.6.1", ANN, "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQAAP__");
        assertThat(upgraded.status()).isEqualTo(200);
    }

    private interface Act {
        void on(RawHttp connection) throws IOException;
    }

    @Test
    void headersThatDripInAreNotWaitedFor() throws Exception {
        shed("head", Counts.of(1_000), slow -> slow.send("GET / HTTP/1.1\r\nX-Slow: "), slow -> slow.send("a"));
    }

    @Test
    void aBodyThatDripsInIsNotWaitedFor() throws Exception {
        String head = "POST /api/v1/local/addresses HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n[";
        shed("body", Counts.of(1_000), slow -> slow.send(head), slow -> slow.send(" "));
    }

    @Test
    void nothingAtAllIsNotWaitedFor() throws Exception {
        shed("head", Counts.of(1_000), slow -> {}, slow -> {});
    }

    @Test
    void whoAsksForMoreAndMoreAndReadsNothingIsNotServed() throws Exception {
        String question = "GET /q/openapi HTTP/1.1\r\nHost: localhost\r\n\r\n";
        shed("unread", Counts.of(100), slow -> slow.send(question.repeat(10)), slow -> slow.send(question));
    }

    /** Each from an address of its own; a neighbour is answered all the while. */
    private void shed(String why, int count, Act first, Act drip) throws Exception {
        double before = closed(why);
        List<RawHttp> slow = new ArrayList<>();
        try (Neighbour neighbour = new Neighbour()) {
            for (int i = 0; i < count; i++) {
                RawHttp one = RawHttp.connect(server.getPort(), "127.2.%d.%d".formatted(i / 200, 1 + i % 200));
                slow.add(one);
                first.on(one);
            }
            List<RawHttp> left = new ArrayList<>(slow);
            long deadline = System.nanoTime() + LONG.toNanos();
            while (closed(why) - before < count && System.nanoTime() < deadline) {
                left.removeIf(one -> !drips(one, drip));
                Thread.sleep(100);
            }
            assertThat(closed(why) - before).as("closed of " + count).isGreaterThanOrEqualTo(count);
        } finally {
            for (RawHttp one : slow) {
                one.close();
            }
        }
    }

    private static boolean drips(RawHttp one, Act drip) {
        try {
            drip.on(one);
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private double closed(String why) {
        return meters.find("morlens.connections.closed").tag("why", why).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    @Test
    void ofOneClientsConnectionsOnlySoManyStay() throws Exception {
        List<RawHttp> all = new ArrayList<>();
        try (Neighbour neighbour = new Neighbour()) {
            double before = closed("too_many");
            for (int i = 0; i < 2 * MOST_CONNECTIONS; i++) {
                RawHttp one = RawHttp.connect(server.getPort(), "127.3.0.1");
                one.send("GET /llms.txt HTTP/1.1\r\nHost: localhost\r\n\r\n");
                all.add(one);
            }
            long deadline = System.nanoTime() + LONG.toNanos();
            while (closed("too_many") - before < MOST_CONNECTIONS && System.nanoTime() < deadline) {
                Thread.sleep(50);
            }
            int open = 0;
            for (RawHttp one : all) {
                open += one.isClosedWithin(Duration.ofMillis(200)) ? 0 : 1;
            }
            assertThat(open).isEqualTo(MOST_CONNECTIONS);
        } finally {
            for (RawHttp one : all) {
                one.close();
            }
        }
    }

    @Test
    void aConnectionThatRestsBetweenRequestsAndAListenerStay() throws Exception {
        try (RawHttp resting = RawHttp.connect(server.getPort(), "127.3.0.2");
                RawHttp listening = RawHttp.connect(server.getPort(), "127.3.0.3")) {
            resting.send("GET " + ANN + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(resting.answer().status()).isEqualTo(200);
            listening.send("GET " + ANN + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(listening.answer().status()).isEqualTo(200);
            assertThat(listening.isClosedWithin(Duration.ofSeconds(5))).isFalse();
            resting.send("GET " + ANN + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertThat(resting.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void aRequestOfTooManyBytesIsRefusedByItsPart() throws IOException {
        assertThat(RawHttp.get(server.getPort(), "127.3.0.4", "/" + "a".repeat(5_000))
                        .status())
                .isEqualTo(414);
        assertThat(RawHttp.get(server.getPort(), "127.3.0.4", "/", "X-Much: " + "a".repeat(20_000))
                        .status())
                .isEqualTo(431);
        assertThat(RawHttp.ask(
                                server.getPort(),
                                "127.3.0.4",
                                "POST /api/v1/local/addresses HTTP/1.1",
                                "Content-Length: 300000")
                        .status())
                .isEqualTo(413);
    }

    /** Whoever does not say how much will come could only be stopped in the middle. */
    @Test
    void aBodyOfUnknownLengthIsRefused() throws IOException {
        RawHttp.Answer answer = RawHttp.ask(
                server.getPort(),
                "127.3.0.5",
                "POST /api/v1/local/addresses HTTP/1.1",
                "Content-Type: application/json",
                "Transfer-Encoding: chunked");
        assertThat(answer.status()).isEqualTo(411);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("length-required", "Content-Length");
    }

    /** Asks again and again from another address. */
    private final class Neighbour implements AutoCloseable {

        private final AtomicBoolean going = new AtomicBoolean(true);
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger missed = new AtomicInteger();
        private final Thread thread = Thread.ofVirtual().start(this::ask);

        private void ask() {
            while (going.get()) {
                try {
                    boolean well =
                            RawHttp.get(server.getPort(), "127.0.0.1", ANN).status() == 200;
                    (well ? answered : missed).incrementAndGet();
                    Thread.sleep(10);
                } catch (IOException e) {
                    missed.incrementAndGet();
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            going.set(false);
            thread.join();
            assertThat(missed.get()).as("questions of others without an answer").isZero();
            assertThat(answered.get()).as("questions of others").isPositive();
        }
    }
}

package dev.morlens.api.address;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static dev.morlens.testing.scene.Scene.milliMor;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.chain.value.Address;
import dev.morlens.position.subscribe.PositionSubscriptions;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listening to an address over a real connection. */
@QuarkusTest
@TestProfile(EventsTest.Impatient.class)
class EventsTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    @Inject
    PositionSubscriptions positionSubscriptions;

    private final Scene scene = Cast.act("local").scene();

    /** With frequent heartbeats and room for two. */
    public static class Impatient extends SceneProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("morlens.events.heartbeat", "PT0.2S");
            config.put("morlens.events.max-listeners", "2");
            return config;
        }
    }

    @BeforeEach
    void show() throws InterruptedException {
        stores.show("local", scene);
        land();
        waitFor(0);
    }

    private void land(Address... touched) {
        landings.fire(new HeadChanged("local", scene.head(), Set.of(touched)));
    }

    @Test
    void aListenerHearsThePresentPositionThenEachChange() throws Exception {
        try (Listener listener = new Listener(ANN)) {
            JsonNode first = listener.position();
            assertThat(first.at("/asOf/blockNumber").asLong())
                    .isEqualTo(scene.head().number());
            scene.transfer(ANN, BEN, milliMor(1_000));
            land(ANN, BEN);
            JsonNode second = listener.position();
            assertThat(second.at("/asOf/blockNumber").asLong())
                    .isEqualTo(scene.head().number());
            assertThat(second.at("/buckets/wallet/amount").asText())
                    .isNotEqualTo(first.at("/buckets/wallet/amount").asText());
        }
    }

    @Test
    void aBlockThatChangesNothingIsNotToldButOneInWhichAHoldMaturesIs() throws Exception {
        try (Listener listener = new Listener(ANN)) {
            JsonNode first = listener.position();
            scene.mine(scene.head().time().plusSeconds(2));
            land();
            scene.mine(Instant.parse("2026-11-24T00:00:00Z"));
            land();
            JsonNode second = listener.position();
            assertThat(second.at("/asOf/blockNumber").asLong())
                    .isEqualTo(scene.head().number());
            assertThat(second.at("/buckets/onHold/claimableCount").asInt())
                    .isGreaterThan(first.at("/buckets/onHold/claimableCount").asInt());
        }
    }

    @Test
    void theConnectionShowsThatItLivesAndItsPlaceIsFreeAfterwards() throws Exception {
        try (Listener one = new Listener(ANN);
                Listener two = new Listener(BEN)) {
            one.position();
            two.position();
            assertThat(one.line(":"))
                    .contains("still here, as of block " + scene.head().number());
            when().get("/api/v1/local/addresses/" + ANN + "/events")
                    .then()
                    .statusCode(503)
                    .header("Retry-After", "5")
                    .body("type", containsString("too-many-listeners"));
        }
        waitFor(0);
    }

    @Test
    void aWrongAddressIsRefusedBeforeAnythingIsSent() {
        when().get("/api/v1/local/addresses/0x12/events").then().statusCode(400);
        when().get("/api/v1/nowhere/addresses/" + ANN + "/events").then().statusCode(404);
    }

    private void waitFor(int listeners) throws InterruptedException {
        Instant deadline = Instant.now().plus(LONG);
        while (positionSubscriptions.listeners() != listeners && Instant.now().isBefore(deadline)) {
            Thread.sleep(20);
        }
        assertThat(positionSubscriptions.listeners()).isEqualTo(listeners);
    }

    private final class Listener implements AutoCloseable {

        private final HttpClient client = HttpClient.newHttpClient();
        private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
        private final InputStream body;

        Listener(Address address) throws IOException, InterruptedException {
            HttpRequest request = HttpRequest.newBuilder(
                            server.resolve("/api/v1/local/addresses/" + address + "/events"))
                    .header("Accept", "text/event-stream")
                    .build();
            HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
            body = answer.body();
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            Scanner scanner = new Scanner(body, StandardCharsets.UTF_8);
            while (scanner.hasNextLine()) {
                lines.add(scanner.nextLine());
            }
        }

        JsonNode position() throws InterruptedException, IOException {
            assertThat(line("event:")).contains("position");
            return new ObjectMapper().readTree(line("data:").substring("data:".length()));
        }

        String line(String start) throws InterruptedException {
            String line;
            do {
                line = lines.poll(LONG.toSeconds(), TimeUnit.SECONDS);
                assertThat(line).as("a line that starts with " + start).isNotNull();
            } while (!line.startsWith(start));
            return line;
        }

        @Override
        public void close() throws IOException {
            body.close();
            client.shutdownNow();
        }
    }
}

package dev.morlens.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.testing.fuzz.Route;
import dev.morlens.testing.fuzz.Routes;
import dev.morlens.testing.node.RpcStub;
import dev.morlens.testing.node.RpcStub.Answer;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.server.ResourceProfile;
import dev.morlens.testing.server.TestDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A node that tells everybody the key it was asked with, and a database that refuses the password: nobody hears either. */
@QuarkusTest
@TestProfile(NoSecretsTest.Talkative.class)
class NoSecretsTest {

    private static final String KEY = RpcStub.KEY;
    private static final String QUERY_KEY = "query-k3y-0f-this-endpoint";
    private static final String NODE_USER = "node-us3r-name";
    private static final String NODE_PASSWORD = "pa55";
    private static final String PASSWORD = "wr0ng-database-password";
    private static final String URL_PASSWORD = "an0ther-in-the-url";
    private static final List<String> SECRETS =
            List.of(KEY, QUERY_KEY, NODE_USER, NODE_PASSWORD, PASSWORD, URL_PASSWORD);

    /** Of what the node says before it refuses everything. */
    private static final int KINDS = 4;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final Path LOG = Path.of("target", "no-secrets.log");

    /** Everything at its worst. */
    public static class Talkative extends ResourceProfile {
        public Talkative() {
            super(Worst.class);
        }
    }

    /** The node and the settings. */
    public static class Worst implements QuarkusTestResourceLifecycleManager {

        private static final AtomicInteger ASKED = new AtomicInteger();

        private RpcStub node;

        @Override
        public Map<String, String> start() {
            node = RpcStub.start(this::answer);
            ServerLogin login = TestDatabase.login();
            Map<String, String> settings = new HashMap<>(Map.of(
                    "smallrye.config.mapping.validate-unknown", "false",
                    "morlens.networks-served", "local",
                    "morlens.database.url", login.url() + "?password=" + URL_PASSWORD,
                    "morlens.database.user", login.user(),
                    "morlens.database.password", PASSWORD,
                    "morlens.limits.requests-per-second", "0",
                    "quarkus.http.test-port", "0",
                    "quarkus.log.file.enabled", "true",
                    "quarkus.log.file.path", LOG.toString(),
                    "quarkus.log.category.\"dev.morlens\".level", "DEBUG"));
            // Hundreds of questions come from one address, each by a connection of its own that stays open.
            settings.put("morlens.limits.connections-per-client", "100000");
            String network = "morlens.networks.local.";
            settings.put(network + "title", "Local chain");
            settings.put(network + "chain-id", "31337");
            settings.put(network + "token", "0x" + "70".repeat(20));
            settings.put(network + "diamond", "0x" + "d1".repeat(20));
            settings.put(network + "rpc-urls", url());
            settings.put(network + "retry.max", "0");
            return settings;
        }

        private String url() {
            return node.url().toString().replace("http://", "http://" + NODE_USER + ":" + NODE_PASSWORD + "@")
                    + "?apikey=" + QUERY_KEY;
        }

        /** It is the right chain, or nothing else would be asked. */
        private Answer answer(JsonNode request) {
            if (request.path("method").asText().equals("eth_chainId")) {
                return Answer.result("\"0x7a69\"");
            }
            String told = "no plan for " + url() + " with " + KEY + " and " + QUERY_KEY + " of " + NODE_USER;
            int asked = ASKED.incrementAndGet();
            if (asked > 2 * KINDS) {
                // The last: after it, the node is left alone for a minute.
                return Answer.status(401, told);
            }
            return switch (asked % KINDS) {
                case 1 -> Answer.status(503, told);
                case 2 -> Answer.error(-32_000, told);
                case 3 -> Answer.ok(told);
                default -> Answer.result("\"" + told + "\"");
            };
        }

        @Override
        public void stop() {
            node.close();
        }
    }

    @Test
    void noAnswerAndNoLineOfTheLogHoldsOne() throws Exception {
        List<Route> routes = new ArrayList<>(Routes.of(new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json").asString())));
        routes.addAll(Routes.besidesTheDocument());
        AtomicInteger failed = new AtomicInteger();
        for (int round = 0; round < 5; round++) {
            for (Route route : routes.stream().filter(one -> !one.isStream()).toList()) {
                for (String accept : List.of("application/json", "text/html")) {
                    String question = question(route);
                    Response answer = given().urlEncodingEnabled(false)
                            .accept(accept)
                            .contentType("application/json")
                            .request(route.method(), question);
                    failed.addAndGet(answer.statusCode() >= 500 ? 1 : 0);
                    requireNone(route + " as " + accept, answer.headers() + "\n" + answer.asString());
                }
            }
        }
        untilTheNodeHasSaidEverythingTwiceAndRefusesAll();
        assertThat(failed.get()).as("answers that tell of failures").isGreaterThan(50);
        requireNone("the log", log());
        assertThat(log()).contains("password authentication failed");
        assertThat(Worst.ASKED.get()).as("questions to the node").isGreaterThanOrEqualTo(2 * KINDS);
    }

    /** A node in trouble rests in between. */
    private static void untilTheNodeHasSaidEverythingTwiceAndRefusesAll() throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int i = 1; Worst.ASKED.get() <= 2 * KINDS && System.nanoTime() < deadline; i++) {
            for (String path : List.of("/addresses/0x%040x".formatted(i), "/status")) {
                Response answer = given().get("/api/v1/local" + path);
                requireNone(path, answer.headers() + "\n" + answer.asString());
            }
            Thread.sleep(100);
        }
    }

    private static String question(Route route) {
        String path = route.path()
                .replace("{network}", "local")
                .replace("{address}", Cast.ANN.toString())
                .replaceAll("\\{[^}]*}", "0x" + "7".repeat(64));
        String query = route.query().contains("address") ? "?address=" + Cast.ANN : "";
        return path + query;
    }

    private static String log() throws IOException {
        try (Stream<String> lines = Files.lines(LOG)) {
            return String.join("\n", lines.toList());
        }
    }

    private static void requireNone(String where, String text) {
        for (String secret : SECRETS) {
            assertThat(text).as(where).doesNotContain(secret);
        }
    }
}

package dev.morlens.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import dev.morlens.testing.server.RawHttp;
import dev.morlens.testing.server.RawHttp.Answer;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each client has its own allowance; each test asks from addresses of its own. */
@QuarkusTest
@TestProfile(RateLimitTest.Strict.class)
class RateLimitTest {

    private static final int BURST = 60;
    private static final String ANN = "/api/v1/local/addresses/" + Cast.ANN;

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    /** One request a second, sixty at once; a proxy on this machine is trusted. */
    public static class Strict extends SceneProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> config = new HashMap<>(super.getConfigOverrides());
            config.put("morlens.limits.requests-per-second", "1");
            config.put("morlens.limits.burst", String.valueOf(BURST));
            config.put("quarkus.http.proxy.proxy-address-forwarding", "true");
            config.put("quarkus.http.proxy.allow-x-forwarded", "true");
            config.put("quarkus.http.proxy.trusted-proxies", "127.0.0.99");
            return config;
        }
    }

    @BeforeEach
    void show() {
        stores.show("local", Cast.act("local").scene());
    }

    private Answer get(String from, String path, String... headers) throws IOException {
        return RawHttp.get(server.getPort(), from, path, headers);
    }

    private void exhaust(String from, String... headers) throws IOException {
        for (int i = 0; i < 3 * BURST; i++) {
            if (get(from, "/llms.txt", headers).status() == 429) {
                return;
            }
        }
        throw new AssertionError("never refused");
    }

    /** Once {@link #exhaust exhausted}, of which a slow machine may have left it one request meanwhile. */
    private Answer refused(String from, String path, String... headers) throws IOException {
        Answer answer = get(from, path, headers);
        return answer.status() == 429 ? answer : get(from, path, headers);
    }

    @Test
    void whoAsksTooOftenIsToldWhenToComeBackAndIsServedThen() throws Exception {
        for (int i = 0; i < BURST; i++) {
            assertThat(get("127.0.1.1", ANN).status()).isEqualTo(200);
        }
        exhaust("127.0.1.1");
        Answer refused = refused("127.0.1.1", ANN, "Origin: https://elsewhere.example");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.header("Cache-Control")).isEqualTo("no-store");
        assertThat(refused.header("Access-Control-Expose-Headers")).contains("Retry-After");
        assertThat(refused.header("Content-Security-Policy")).contains("default-src 'none'");
        JsonNode problem = new ObjectMapper().readTree(refused.body());
        assertThat(problem.get("type").asText()).isEqualTo("urn:morlens:problem:too-many-requests");
        assertThat(problem.get("status").asInt()).isEqualTo(429);
        assertThat(problem.get("detail").asText()).contains("1 requests a second", BURST + " at once", "again in 1 s");
        assertThat(problem.get("instance").asText()).isEqualTo(ANN);
        Thread.sleep(1_000);
        assertThat(get("127.0.1.1", ANN).status()).isEqualTo(200);
    }

    @Test
    void theNeighbourIsServedMeanwhile() throws IOException {
        exhaust("127.0.1.2");
        assertThat(get("127.0.1.3", ANN).status()).isEqualTo(200);
    }

    @Test
    void peopleAreToldByAPageAndOtherShapesInTheirs() throws IOException {
        exhaust("127.0.1.4");
        Answer page = refused("127.0.1.4", "/", "Accept: text/html");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(page.body()).contains("Too many requests", "again in 1 s", "Start again");
        Answer node = refused("127.0.1.4", "/compat/local/blockchain/models");
        assertThat(node.status()).isEqualTo(429);
        assertThat(node.header("Content-Type")).isEqualTo("application/json");
        assertThat(node.body()).startsWith("{\"error\":\"one client may send");
        assertThat(refused("127.0.1.4", "/mcp").status()).isEqualTo(429);
    }

    @Test
    void whoLooksAfterTheServerSeesItWhileItIsFlooded() throws IOException {
        exhaust("127.0.1.5");
        for (int i = 0; i < 3; i++) {
            assertThat(get("127.0.1.5", "/q/health/live").status()).isEqualTo(200);
            assertThat(get("127.0.1.5", "/q/metrics").status()).isEqualTo(200);
        }
        assertThat(get("127.0.1.5", "/q/metrics").body()).containsPattern("morlens_requests_refused_total [1-9]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health/../..", "/q/metrics/%2e%2e/%2E.", "/q/healthy/../..", "//q/health/../.."})
    void nobodyIsServedUncountedByAPathThatOnlyBeginsAsTheirs(String detour) throws IOException {
        exhaust("127.0.1.10");
        assertThat(refused("127.0.1.10", detour + ANN).status()).isEqualTo(429);
    }

    @Test
    void aListenerCountsOnceHoweverMuchItHears() throws Exception {
        try (RawHttp listener = RawHttp.connect(server.getPort(), "127.0.1.6")) {
            listener.send("GET " + ANN + "/events HTTP/1.1\r\nHost: localhost\r\n\r\n");
            for (int i = 0; i < BURST - 1; i++) {
                assertThat(get("127.0.1.6", "/llms.txt").status()).isEqualTo(200);
            }
        }
    }

    @Test
    void aLargeBodyCountsForMore() throws IOException {
        for (int i = 0; i < 3; i++) {
            Answer batch = RawHttp.ask(
                    server.getPort(),
                    "127.0.1.7",
                    "POST /api/v1/local/addresses HTTP/1.1",
                    "Content-Type: application/json",
                    "Content-Length: 30000",
                    "",
                    "[" + " ".repeat(29_998) + "]");
            assertThat(batch.status()).isEqualTo(i < 2 ? 400 : 429);
        }
    }

    @Test
    void behindATrustedProxyTheForwardedAddressIsTheClientAndAWholeIpv6NetworkIsOne() throws IOException {
        exhaust("127.0.0.99", "X-Forwarded-For: 2001:db8:1:2::7");
        assertThat(refused("127.0.0.99", ANN, "X-Forwarded-For: 2001:db8:1:2:ffff::9")
                        .status())
                .isEqualTo(429);
        assertThat(get("127.0.0.99", ANN, "X-Forwarded-For: 2001:db8:1:3::7").status())
                .isEqualTo(200);
        assertThat(get("127.0.0.99", ANN, "X-Forwarded-For: 192.0.2.7").status())
                .isEqualTo(200);
    }

    @Test
    void nobodyElseIsBelievedAboutWhoAsks() throws IOException {
        exhaust("127.0.1.8");
        assertThat(refused("127.0.1.8", ANN, "X-Forwarded-For: 192.0.2.8").status())
                .isEqualTo(429);
    }

    @Test
    void browsersAreToldToStayWithTlsOnlyWhereTheProxySpeaksIt() throws IOException {
        assertThat(get("127.0.0.99", "/llms.txt", "X-Forwarded-Proto: https", "X-Forwarded-For: 192.0.2.9")
                        .header("Strict-Transport-Security"))
                .isEqualTo("max-age=31536000");
        assertThat(get("127.0.1.9", "/llms.txt", "X-Forwarded-Proto: https").header("Strict-Transport-Security"))
                .isEmpty();
    }

    @Test
    void linksThatAreTakenElsewhereHaveTheProxysSchemeHostAndPort() throws IOException {
        String[] forwarded = {
            "X-Forwarded-Proto: https", "X-Forwarded-Host: morlens.example:8443", "X-Forwarded-For: 192.0.2.10"
        };
        for (String path : List.of("/feed.atom", "/calendar.ics", "/diagnosis?format=markdown")) {
            String answer = get("127.0.0.99", ANN + path, forwarded).body().replaceAll("\r\n ", "");
            assertThat(answer)
                    .as(path)
                    .contains("https://morlens.example:8443/local/address/" + Cast.ANN.checksummed())
                    .doesNotContain("localhost");
            assertThat(get("127.0.1.10", ANN + path, forwarded).body())
                    .as(path + " without a proxy that is trusted")
                    .doesNotContain("morlens.example");
        }
    }
}

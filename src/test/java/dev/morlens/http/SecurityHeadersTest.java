package dev.morlens.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.server.RawHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every answer of every kind forbids browsers what it does not need. */
@QuarkusTest
class SecurityHeadersTest extends HttpTest {

    private static final Pattern ASSET = Pattern.compile("(?:src|href)=\"(/[^\"]+\\.(?:js|css|svg|png|ico)[^\"]*)\"");

    private static final Map<String, String> EXPECTED = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Permissions-Policy",
            "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(),"
                    + " publickey-credentials-get=(), serial=(), usb=()");

    @Test
    void everyPageFeedAnswerFileAndErrorHasThem() {
        List<String> paths = new ArrayList<>(paths());
        List<String> assets = assets();
        assertThat(assets).as("files of the first page").hasSizeGreaterThanOrEqualTo(3);
        paths.addAll(assets);
        for (String path : paths) {
            for (String accept : List.of("text/html", "application/json")) {
                Response answer = given().redirects()
                        .follow(false)
                        .urlEncodingEnabled(false)
                        .accept(accept + ",*/*;q=0.1")
                        .get(path);
                EXPECTED.forEach((name, value) -> assertThat(answer.headers().getValues(name))
                        .as(path + ": " + name)
                        .containsExactly(value));
                assertThat(answer.headers().hasHeaderWithName("Strict-Transport-Security"))
                        .as(path + ": not over TLS")
                        .isFalse();
                assertThat(answer.headers().getValues("Date"))
                        .as(path + ": by which pages know a wrong clock")
                        .hasSize(1);
                assertThat(answer.headers().hasHeaderWithName("Server"))
                        .as(path)
                        .isFalse();
                assertThat(answer.headers().hasHeaderWithName("X-Powered-By"))
                        .as(path)
                        .isFalse();
                assertThat(answer.contentType().isEmpty()).as(path).isEqualTo(answer.statusCode() == 303);
            }
        }
    }

    @Test
    void refusalsBeforeAndInsideTheRoutesHaveThemToo() {
        for (Response answer : List.of(
                given().delete(API + "/addresses/" + LocalChain.sample("claimable")),
                given().contentType("text/plain").body("x").post(API + "/addresses"),
                given().contentType("application/json").body("{").post("/mcp"),
                given().get("/mcp"),
                given().options(API + "/status"))) {
            EXPECTED.forEach((name, value) ->
                    assertThat(answer.headers().getValues(name)).as(name).containsExactly(value));
        }
    }

    /** By hand: a client that is still sending when it is refused may not live to read why. */
    @Test
    void aBodyThatIsTooLargeIsRefusedWithThem() throws IOException {
        RawHttp.Answer answer = RawHttp.ask(
                RestAssured.port,
                "127.0.0.1",
                "POST " + API + "/addresses HTTP/1.1",
                "Content-Type: application/json",
                "Content-Length: 300000");
        assertThat(answer.status()).isEqualTo(413);
        EXPECTED.forEach(
                (name, value) -> assertThat(answer.header(name)).as(name).isEqualTo(value));
    }

    private static List<String> assets() {
        Matcher found = ASSET.matcher(RestAssured.get("/").asString());
        return found.results().map(match -> match.group(1)).distinct().toList();
    }

    private static List<String> paths() {
        String address = LocalChain.sample("claimable");
        String session = given().get(API + "/sessions").path("items[0].id");
        String hash = given().get(API + "/sessions").path("items[0].openedTx");
        String model = given().get(API + "/models").path("items[0].id");
        String page = "/local/address/" + address;
        String json = API + "/addresses/" + address;
        return List.of(
                "/",
                page,
                page + "/sessions",
                page + "/holds",
                page + "/movements",
                page + "/actions",
                "/local/session/" + session,
                "/local/tx/" + hash,
                "/local/model/" + model,
                "/local/models",
                "/local/calculator",
                "/local/protocol",
                "/local/status",
                "/search?q=" + address,
                "/search?q=nothing",
                json,
                json + "/sessions",
                json + "/movements?format=csv",
                json + "/history",
                json + "/diagnosis",
                json + "/actions",
                json + "/feed.atom",
                json + "/calendar.ics",
                API + "/status",
                API + "/protocol",
                API + "/sessions/" + session,
                API + "/transactions/" + hash,
                API + "/models",
                "/api/v1/networks",
                "/api/v1/search?q=" + address,
                "/compat/local/blockchain/models",
                "/compat/local/active_models.json",
                "/blockchain/latestBlock",
                "/llms.txt",
                "/q/openapi",
                "/q/health",
                "/q/metrics",
                // errors
                json + "0",
                page + "0",
                API + "/nothing",
                "/nothing",
                "/nowhere/status",
                "/static/none.js",
                "/local/tx/0x" + "7".repeat(64),
                "/compat/local/nothing",
                "/compat/local/blockchain/bids/0x" + "7".repeat(64),
                "/q/nothing");
    }
}

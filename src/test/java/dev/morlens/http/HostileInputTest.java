package dev.morlens.http;

import static dev.morlens.testing.scene.Cast.ANN;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, the answer is a problem that says what was expected; never a 500. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class HostileInputTest {

    private static final String API = "/api/v1/local";
    private static final String UNKNOWN = "0x" + "77".repeat(32);

    private static final List<String> HOSTILE = List.of(
            "0x",
            "%00",
            "%E2%80%AE",
            "%F0%9F%92%A9",
            "%C3%28",
            "..%2f..%2fetc",
            "'%20or%201=1",
            "<script>alert(1)</script>".replace("<", "%3C").replace(">", "%3E").replace("/", "%2F"),
            "%7Bx%7D",
            "0x" + "a".repeat(65),
            "9".repeat(2000));

    @Inject
    FakeStores stores;

    @BeforeEach
    void show() {
        stores.show("local", Cast.act("local").scene());
        stores.show("other", Cast.act("other").scene());
    }

    static List<String> hostilePaths() {
        List<String> paths = new ArrayList<>();
        for (String text : HOSTILE) {
            for (String path : List.of(
                    "/addresses/%s",
                    "/sessions/%s", "/sessions/%s/close-preview", "/transactions/%s", "/addresses/%s/holds")) {
                paths.add(API + path.replace("%s", text));
            }
            paths.add("/api/v1/" + text + "/status");
            paths.add(API + "/sessions?state=" + text);
            paths.add(API + "/sessions?provider=" + text);
            paths.add(API + "/sessions?model=" + text);
            paths.add(API + "/holds?cursor=" + text);
            paths.add(API + "/holds?limit=" + text);
            paths.add(API + "/addresses/" + ANN + "/movements?bucket=" + text);
            paths.add(API + "/addresses/" + ANN + "/sessions?role=" + text);
            paths.add("/api/v1/search?q=" + text);
        }
        return paths;
    }

    @ParameterizedTest
    @MethodSource("hostilePaths")
    void hostileTextIsRefusedWithAProblem(String path) {
        assertProblem(given().urlEncodingEnabled(false).get(path));
    }

    @ParameterizedTest
    @CsvSource({
        "/addresses/0x00000000000000000000000000000000000000AA/holds?state=open, state, 'locked, claimable, withdrawn'",
        "/holds?limit=0, limit, 1 to 500",
        "/holds?limit=501, limit, 1 to 500",
        "/holds?limit=1e2, limit, 1 to 500",
        "/holds?block=5, block, leave",
        "/holds?at=2026-01-01T00:00:00Z, at, leave",
        "/addresses/0x00000000000000000000000000000000000000AA?block=-1, block, a block's number",
        "/addresses/0x00000000000000000000000000000000000000AA?block=1e5, block, a block's number",
        "/addresses/0x00000000000000000000000000000000000000AA?block=9999999999, block, up to",
        "/addresses/0x00000000000000000000000000000000000000AA/holds?at=yesterday, at, such as",
        "/addresses/0x00000000000000000000000000000000000000AA/holds?at=2026-11-23, at, such as",
        "/addresses/0x00000000000000000000000000000000000000AA/holds?at=2999-01-01T00:00:00Z, at, up to",
        "/addresses/0x00000000000000000000000000000000000000AA?at=2026-01-01T00:00:00Z&block=5, at, not both",
        "/holds?source=live, source, index",
        "/addresses/0x7431ada8a591C955a994a21710752EF9b882b8e3, address, checksum",
        "/addresses/0x7431, address, 40 hexadecimal digits"
    })
    void aWrongParameterIsNamedWithWhatWouldBeAccepted(String path, String field, String accepted) {
        Response answer = given().get(API + path);
        assertProblem(answer);
        JsonPath problem = answer.jsonPath();
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(problem.getString("errors[0].field")).isEqualTo(field);
        assertThat(problem.getString("errors[0].message")).contains(accepted);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/nowhere/status, 404",
        "GET, /api/v2/local/status, 404",
        "GET, /api, 404",
        "GET, /api/v1/local, 404",
        "GET, /api/v1/local/addresses, 405",
        "GET, /api/v1/local/sessions/" + "0x7777777777777777777777777777777777777777777777777777777777777777, 404",
        "DELETE, /api/v1/networks, 405",
        "POST, /api/v1/networks, 405"
    })
    void whatIsNotThereIsToldApartFromWhatIsNotAllowed(String method, String path, int status) {
        Response answer = given().contentType("application/json").request(method, path);
        assertProblem(answer);
        assertThat(answer.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "{",
                "{}",
                "{\"addresses\":null}",
                "{\"addresses\":[]}",
                "{\"addresses\":[null]}",
                "{\"addresses\":\"0x\"}",
                "{\"addresses\":[{}]}",
                "{\"addresses\":[7]}",
                "{\"addresses\":[\"0x\"]}",
                "{\"addresses\":[[[[[[[[]]]]]]]]}"
            })
    void aBodyThatIsNotTheQuestionIsRefused(String body) {
        Response answer = given().contentType("application/json").body(body).post(API + "/addresses");
        assertProblem(answer);
        assertThat(answer.statusCode()).isEqualTo(400);
    }

    @Test
    void aBatchNamesTheAddressThatIsWrong() {
        Response answer = batch(List.of(ANN.toString(), "0x1"));
        assertProblem(answer);
        assertThat(answer.jsonPath().getString("errors[0].field")).isEqualTo("addresses[1]");
    }

    @Test
    void aThousandAddressesAreAnsweredAndOneMoreIsRefused() {
        List<String> addresses = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            addresses.add("0x%040x".formatted(i));
        }
        assertThat(batch(addresses).statusCode()).isEqualTo(200);
        addresses.add(ANN.toString());
        assertProblem(batch(addresses));
    }

    /** By hand: a client that is still sending when it is refused may not live to read why. */
    @Test
    void aBodyThatIsTooLargeIsRefusedBeforeItIsSent() throws IOException {
        try (Socket socket = new Socket("localhost", RestAssured.port);
                BufferedReader answer =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String head = "POST " + API + "/addresses HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 300000\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).contains(" 413 ");
        }
    }

    @Test
    void anotherFormOfBodyOrAnswerIsRefused() {
        Response form = given().contentType("text/plain").body("0x").post(API + "/addresses");
        assertProblem(form);
        assertThat(form.statusCode()).isEqualTo(415);
        Response picture = given().accept("image/png").get(API + "/holds");
        assertProblem(picture);
        assertThat(picture.statusCode()).isEqualTo(406);
    }

    @Test
    void aCursorOfAnotherFilterIsMalformedAndOneThatLostItsPlaceIsGone() {
        String path = API + "/addresses/" + ANN + "/movements?limit=2";
        String cursor = given().get(path).jsonPath().getString("nextCursor");
        Response other = given().get(path + "&bucket=wallet&cursor=" + cursor);
        assertProblem(other);
        assertThat(other.statusCode()).isEqualTo(400);

        stores.show("local", Cast.act("a fork").scene());
        Response orphaned = given().get(path + "&cursor=" + cursor);
        assertProblem(orphaned);
        assertThat(orphaned.statusCode()).isEqualTo(410);
        assertThat(orphaned.jsonPath().getString("type")).endsWith("cursor-orphaned");
    }

    @Test
    void unknownIdsAreToldApartFromMalformedOnes() {
        for (String path : List.of("/sessions/", "/transactions/")) {
            assertThat(given().get(API + path + UNKNOWN).statusCode()).isEqualTo(404);
            assertThat(given().get(API + path + UNKNOWN.substring(1)).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void aNetworkOfWhichNothingIsIndexedSaysSo() {
        Response answer = given().get("/api/v1/empty/addresses/" + ANN);
        assertProblem(answer);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
    }

    private static Response batch(List<String> addresses) {
        String body = "{\"addresses\":[\"" + String.join("\",\"", addresses) + "\"]}";
        return given().contentType("application/json").body(body).post(API + "/addresses");
    }

    private static void assertProblem(Response answer) {
        assertThat(answer.statusCode()).isBetween(400, 503).isNotEqualTo(500);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        JsonPath problem = answer.jsonPath();
        assertThat(problem.getString("type")).startsWith("urn:morlens:problem:");
        assertThat(problem.getString("title")).isNotBlank();
        assertThat(problem.getString("detail")).isNotBlank();
        assertThat(problem.getString("instance")).startsWith("/");
        assertThat(problem.getInt("status")).isEqualTo(answer.statusCode());
        assertThat(answer.asString()).doesNotContain("dev.morlens", "Exception", ":null");
    }
}

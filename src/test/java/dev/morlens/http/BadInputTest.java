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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever comes: a clear 4xx in the documented shape for programs, a friendly page for browsers, never a 500. */
@QuarkusTest
class BadInputTest extends HttpTest {

    private static final String GOOD = "0x00000000000000000000000000000000000000aa";

    static List<String> badAddresses() {
        return List.of(
                "0x",
                "0x123",
                "1inch.eth",
                GOOD + "00",
                GOOD.substring(2),
                "0x00000000000000000000000000000000000000ag",
                "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD".replace("aA", "Aa"),
                "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
                "%E2%80%AE0x00",
                "x".repeat(3_000));
    }

    @ParameterizedTest
    @MethodSource("badAddresses")
    void aMalformedAddressIsRefusedWithWhatWasExpected(String address) {
        Response answer = given().urlEncodingEnabled(false).get(API + "/addresses/" + address);
        assertProblem(answer, 400);
        assertThat(answer.<String>path("errors[0].field")).isEqualTo("address");
    }

    @ParameterizedTest
    @MethodSource("badAddresses")
    void aBrowserGetsAPageForAMalformedAddress(String address) {
        Response page = given().urlEncodingEnabled(false).accept("text/html").get("/local/address/" + address);
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.asString()).contains("Start again").doesNotContain("<script>alert");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/;=", "/", ";", "text", "text/", "\u00e9"})
    void aContentTypeThatIsNoneIsRefused(String type) throws IOException {
        String path = API + "/addresses/" + GOOD + "/diagnosis";
        RawHttp.Answer answer = RawHttp.get(RestAssured.port, "127.0.9.1", path, "Content-Type: " + type);
        assertThat(answer.status()).isIn(200, 415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mcp", API + "/addresses", "/nothing"})
    void aFormIsRefusedUnread(String path) throws IOException {
        try (RawHttp client = RawHttp.connect(RestAssured.port, "127.0.9.1")) {
            client.send("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: multipart/form-data; boundary=x\r\nContent-Length: 5000\r\n\r\n"
                    + "[".repeat(5_000));
            RawHttp.Answer answer = client.answer();
            assertThat(answer.status()).isEqualTo(415);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/addresses/%25/feed.atom;a=b", "/addresses/%25/sessions;%F0%9F%92%A9", "/sessions/%25;"})
    void aPercentSignBesideParametersOfThePathIsNoFailureOfOurs(String path) {
        assertProblem(given().urlEncodingEnabled(false).get(API + path), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/local/%61ddresses/", "/%61pi/v1/local/addresses/"})
    void thePastIsNotAnsweredAsThePresentHoweverThePathIsWritten(String path) {
        assertProblem(given().urlEncodingEnabled(false).get(path + GOOD + "/claim?block=1"), 400);
    }

    static List<String> badQuestions() {
        List<String> questions = new ArrayList<>();
        String address = API + "/addresses/" + GOOD;
        for (String limit : List.of("0", "-1", "501", "1e3", "99999999999999999999", "abc", "%00")) {
            questions.add(address + "/movements?limit=" + limit);
            questions.add(API + "/sessions?limit=" + limit);
        }
        for (String cursor : List.of("abc", "AAAA", "%00", "x".repeat(2_000), "../../etc/passwd", "1")) {
            questions.add(address + "/holds?cursor=" + cursor);
            questions.add(API + "/holds?cursor=" + cursor);
        }
        questions.add(address + "/sessions?state=none");
        questions.add(address + "/sessions?role=boss");
        questions.add(address + "/holds?state=open");
        questions.add(address + "/movements?bucket=FEES");
        questions.add(API + "/sessions?provider=0x1");
        questions.add(API + "/sessions?model=0x1");
        questions.add(API + "/sessions/0x1234");
        questions.add(API + "/transactions/hello");
        questions.add("/api/v1/search");
        questions.add("/api/v1/search?q=1inch.eth");
        return questions;
    }

    @ParameterizedTest
    @MethodSource("badQuestions")
    void aMalformedQuestionIsRefused(String question) {
        assertProblem(given().urlEncodingEnabled(false).get(question), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/nowhere/status",
                "/api/v1/nowhere/addresses/0x00000000000000000000000000000000000000aa",
                "/api/v1/local/nothing",
                "/api/v1/local/sessions/0x00000000000000000000000000000000000000000000000000000000000000ff",
                "/api/v1/local/transactions/0x00000000000000000000000000000000000000000000000000000000000000ff",
                "/api/v2",
            })
    void whatIsUnknownIsNotFound(String path) {
        assertProblem(given().get(path), 404);
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        String address = LocalChain.sample("claimable");
        String cursor = given().queryParam("limit", 1)
                .get(API + "/addresses/" + address + "/movements")
                .path("nextCursor");
        assertThat(cursor).isNotNull();
        assertProblem(given().queryParam("cursor", cursor).get(API + "/addresses/" + GOOD + "/movements"), 400);
        assertProblem(given().queryParam("cursor", cursor).get(API + "/sessions"), 400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"addresses\": []}",
                "{\"addresses\": [null]}",
                "{\"addresses\": [\"0x1\"]}",
                "{\"addresses\": \"0x00000000000000000000000000000000000000aa\"}",
                "{\"other\": 1}",
                "\u0000",
            })
    void aBatchThatCannotBeReadIsRefused(String body) {
        assertProblem(given().contentType("application/json").body(body).post(API + "/addresses"), 400);
    }

    @Test
    void aBatchThatIsTooLongIsRefused() {
        String body = "{\"addresses\": [" + ("\"" + GOOD + "\",").repeat(1_000) + "\"" + GOOD + "\"]}";
        assertProblem(given().contentType("application/json").body(body).post(API + "/addresses"), 400);
    }

    @Test
    void otherMethodsAndFormsAreRefused() {
        assertThat(given().delete(API + "/addresses/" + GOOD).statusCode()).isIn(404, 405);
        assertThat(given().contentType("text/plain")
                        .body("x")
                        .post(API + "/addresses")
                        .statusCode())
                .isEqualTo(415);
    }

    private static void assertProblem(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
        assertThat(answer.<Integer>path("status")).isEqualTo(status);
        assertThat(answer.<String>path("title")).isNotBlank();
        assertThat(answer.<String>path("detail")).isNotBlank();
        assertThat(answer.<String>path("type")).startsWith("urn:morlens:problem:");
    }
}

package dev.morlens.api.network;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.server.McpSession;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.config.HttpClientConfig;
import io.restassured.config.RestAssuredConfig;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who has had nodes asked as much as one client may gets answers without them; nobody else notices. */
@QuarkusTest
class ShareOfNodesTest extends HttpTest {

    private static final String GREEDY = "127.0.3.1";
    private static final String NEIGHBOUR = "127.0.3.2";
    private static final String NOT_ASKED = "CHAIN_NOT_ASKED";
    private static final String IN_WORDS = "could not be asked of the chain just now";

    /** Of a share some two permits a second come back: the one or other question finds one. */
    private static final int TRIES = 30;

    private static final AtomicInteger STRANGERS = new AtomicInteger();

    private final RestAssuredConfig before = RestAssured.config;

    @AfterEach
    void asEverybody() {
        RestAssured.config = before;
    }

    private record Told(String address, String text) {}

    @Test
    void aDiagnosisForOneWhoAskedTooMuchLacksTheChainAndTheNeighboursDoesNot() {
        UnaryOperator<String> diagnosis = address ->
                given().get(API + "/addresses/" + address + "/diagnosis").asString();
        Told drained = drained(diagnosis, NOT_ASKED);
        as(NEIGHBOUR);
        assertThat(diagnosis.apply(drained.address())).contains("\"gas\"").doesNotContain(NOT_ASKED);
    }

    @Test
    void aPageWithoutTheChainIsNotKeptForTheNeighbour() {
        UnaryOperator<String> page = address ->
                given().accept("text/html").get("/local/address/" + address).asString();
        Told drained = drained(page, IN_WORDS);
        assertThat(page.apply(drained.address())).isEqualTo(drained.text());
        as(NEIGHBOUR);
        assertThat(page.apply(drained.address())).contains("has never had MOR").doesNotContain(IN_WORDS);
    }

    @Test
    void anAgentHasNoOtherShareThanItsClient() {
        as(GREEDY);
        McpSession agent = McpSession.open();
        UnaryOperator<String> answer = address -> agent.call(
                        "where_is_my_mor", new ObjectMapper().createObjectNode().put("address", address))
                .toString();
        Told drained = drained(answer, NOT_ASKED);
        as(NEIGHBOUR);
        assertThat(answer.apply(drained.address())).contains("NEVER_SEEN").doesNotContain(NOT_ASKED);
    }

    /** What the greedy one is told with its share used up, of an address that nobody asked about. */
    private static Told drained(UnaryOperator<String> question, String lacking) {
        as(GREEDY);
        for (int i = 0; i < TRIES; i++) {
            exhaust();
            Told told = of(stranger(), question);
            if (told.text().contains(lacking)) {
                return told;
            }
        }
        throw new AssertionError("never without the chain in " + TRIES + " tries");
    }

    private static Told of(String address, UnaryOperator<String> question) {
        return new Told(address, question.apply(address));
    }

    private static String stranger() {
        return "0x%040x".formatted(0xabcd_0000L + STRANGERS.incrementAndGet());
    }

    private static void exhaust() {
        for (int i = 0; i < 2_000; i++) {
            int status = given().get("/compat/local/blockchain/balance?address=" + stranger())
                    .statusCode();
            if (status == 503) {
                return;
            }
        }
        throw new AssertionError("2,000 questions of one client, and none was refused");
    }

    /** Asks from there. */
    private static void as(String address) {
        try {
            RestAssured.config = RestAssuredConfig.config()
                    .httpClient(HttpClientConfig.httpClientConfig()
                            .setParam("http.route.local-address", InetAddress.getByName(address)));
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

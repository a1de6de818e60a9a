package dev.morlens.api.address;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of staking pools over HTTP, of a chain of the pool version. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class PoolsOnChainTest extends HttpTest {

    @Test
    void closedPoolSessionTellsWhatItsPoolGotAndHoldsUntilSomebodyReleasesIt() throws InterruptedException {
        JsonNode made = LocalChain.chain().scenario("pool-queue");
        String id = made.get("made").get("session").asText();
        JsonPath locked = session(made, id);
        BigInteger freed = new BigInteger(locked.getString("returnedAmount"));
        BigInteger held = new BigInteger(locked.getString("heldAmount"));
        assertThat(locked.getString("holdState")).isEqualTo("locked");
        assertThat(held).isPositive();
        assertThat(freed.add(held)).isEqualTo(locked.getString("stake"));
        for (String one : List.of("hot", "first", "second")) {
            assertThat(calendar(made.get("made").get(one).asText()))
                    .as(one)
                    .contains("DTSTART:" + stamp(locked.getString("holdReleaseAt")), "held in the pool of")
                    .doesNotContain("Not in this calendar");
        }
        assertThat(page(id))
                .contains("back in the pool at once + ", " held there = ", "Releasable", "Back in the pool")
                .contains("not this wallet&#39;s")
                .doesNotContain("Claimed");

        JsonNode midnight = LocalChain.chain().ask("midnight", Map.of());
        assertThat(session(midnight, id).getString("holdState")).isEqualTo("releasable");
        assertThat(page(id)).contains("releasePoolHolds, which anybody may send");
        assertThat(feed(locked.getString("user"))).contains("held in the pool can be released");

        JsonNode released =
                LocalChain.chain().ask("scenario", Map.of("name", "pool-release", "hot", locked.getString("user")));
        assertThat(session(released, id).getString("holdState")).isEqualTo("released");
        assertThat(page(id)).contains("and is back in it").doesNotContain("not yet");
        assertThat(feed(locked.getString("user"))).contains("held in the pool is free there again");
    }

    @Test
    void overdueStakesOfAPoolAreSaidToGoBackToIt() throws InterruptedException {
        LocalChain.chain().scenario("allowance-given");
        JsonNode made = LocalChain.chain().ask("scenario", Map.of("name", "pool-session", "seconds", 600));
        String hot = made.get("made").get("hot").asText();
        String id = made.get("made").get("session").asText();
        String end = session(made, id).getString("endsAt");
        assertThat(calendar(hot)).contains("DTSTART:" + stamp(end), "of the pool: 1 session to be closed");
        JsonNode day = LocalChain.chain().ask("midnight", Map.of());
        assertThat(page(id)).doesNotContain("comes back when the session is closed");
        String overdue = diagnosis(day, hot).getString("findings");
        assertThat(overdue)
                .contains("SESSION_OVERDUE", "gives the stake back to the pool", "funders', not this wallet's")
                .doesNotContain("to the user");

        JsonNode later = LocalChain.chain().ask("midnight", Map.of());
        String settleable = diagnosis(later, hot).getString("findings");
        assertThat(settleable)
                .contains("SESSION_OVERDUE_SETTLEABLE", "gives the stake back to the pool")
                .doesNotContain("to the user");
        assertThat(page(id)).contains("goes back to its pool when the session is closed");
    }

    private static String page(String session) {
        return given().get("/local/session/" + session).asString();
    }

    private static String feed(String address) {
        return given().get(API + "/addresses/" + address + "/feed.atom").asString();
    }

    private static String calendar(String address) {
        String folded =
                given().get(API + "/addresses/" + address + "/calendar.ics").asString();
        return folded.replace("\r\n ", "");
    }

    /** As calendars write times. */
    private static String stamp(String iso) {
        return iso.replaceAll("[-:]", "");
    }

    private static JsonPath session(JsonNode reached, String id) throws InterruptedException {
        return answer(reached, API + "/sessions/" + id);
    }

    private static JsonPath diagnosis(JsonNode reached, String address) throws InterruptedException {
        return answer(reached, API + "/addresses/" + address + "/diagnosis");
    }

    /** Once the index is where the chain was left. */
    private static JsonPath answer(JsonNode reached, String path) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        while (true) {
            JsonPath answer = given().get(path).jsonPath();
            Integer block = answer.get("asOf.blockNumber");
            if (block != null && block >= reached.get("head").asInt()) {
                return answer;
            }
            assertThat(Instant.now()).as(answer.prettify()).isBefore(deadline);
            Thread.sleep(200);
        }
    }
}

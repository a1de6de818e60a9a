package dev.morlens.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.testing.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How the protocol fares, over HTTP, on a real chain with a played history. */
@QuarkusTest
class ProtocolApiTest extends HttpTest {

    private JsonPath protocol;

    @BeforeEach
    void ask() {
        protocol =
                given().get(API + "/protocol").then().statusCode(200).extract().jsonPath();
    }

    @Test
    void everyMorInTheContractIsAccountedForToTheWei() {
        assertThat(amount("solvency.difference")).isZero();
        assertThat(amount("solvency.balance")).isPositive().isEqualTo(amount("solvency.accounted"));
        assertThat(amount("totals.supply").negate()).isEqualTo(amount("money.tokenSupply"));
    }

    @Test
    void countsAndSumsAreThoseOfTheLists() {
        List<String> open =
                given().get(API + "/sessions?state=open&limit=500").jsonPath().getList("items.stake");
        JsonPath overdue =
                given().get(API + "/sessions?state=overdue&limit=500").jsonPath();
        assertThat(protocol.getInt("counts.openSessions"))
                .isEqualTo(open.size() + overdue.getList("items").size());
        assertThat(protocol.getList("overdue.count", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(overdue.getList("items").size());
        assertThat(sum(protocol.getList("overdue.amount"))).isEqualTo(sum(overdue.getList("items.stake")));
        JsonPath claimable =
                given().get(API + "/holds?state=claimable&limit=500").jsonPath();
        assertThat(amount("claimable.amount")).isEqualTo(sum(claimable.getList("items.amount")));
        assertThat(amount("days[-1].escrow")).isEqualTo(sum(open).add(sum(overdue.getList("items.stake"))));
        assertThat(protocol.getList("days.opened", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isPositive();
    }

    @Test
    void upgradesSayWhatTheyChanged() {
        assertThat(protocol.getList("upgrades")).isNotEmpty();
        assertThat(protocol.getString("upgrades[-1].rule")).isEqualTo("pool");
        assertThat(protocol.getBoolean("upgrades[-1].closerKnown")).isTrue();
        assertThat(LocalChain.chain().closeRules()).contains(protocol.getString("upgrades[-1].closerCode") + "=pool");
    }

    @Test
    void thePageSaysTheSame() {
        String page =
                given().get("/local/protocol").then().statusCode(200).extract().asString();
        assertThat(page)
                .contains(
                        "Every MOR is accounted for",
                        "These figures as a table",
                        protocol.getString("stakers[0].address"))
                .contains(protocol.getString("money.fundingAccount"));
    }

    private BigInteger amount(String path) {
        return new BigInteger(protocol.getString(path));
    }

    private static BigInteger sum(List<String> amounts) {
        return amounts.stream().map(BigInteger::new).reduce(BigInteger.ZERO, BigInteger::add);
    }
}

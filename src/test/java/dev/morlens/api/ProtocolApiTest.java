package dev.morlens.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
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

    /** The chain is younger than the thirty days that are told. */
    @Test
    void figuresAreWhatTheContractsViewsAddUpTo() {
        JsonNode truth = LocalChain.chain().truth();
        JsonNode totals = truth.get("totals");
        Map.of(
                        "solvency.balance", "diamondBalance",
                        "money.fundingBalance", "fundingBalance",
                        "money.fundingAllowance", "fundingAllowance",
                        "money.todaysBudget", "todaysBudget",
                        "money.computeBalance", "computeBalance",
                        "money.morSupply", "contractSupply",
                        "money.tokenSupply", "tokenSupply",
                        "totals.providerStake", "providerStakes",
                        "totals.modelStake", "modelStakes",
                        "totals.fees", "bidFees")
                .forEach((told, known) -> assertThat(amount(told))
                        .as(told)
                        .isEqualTo(new BigInteger(totals.get(known).asText())));
        assertThat(protocol.getString("money.fundingAccount"))
                .isEqualToIgnoringCase(totals.get("fundingAccount").asText());
        BigInteger paid = BigInteger.ZERO;
        BigInteger overdue = BigInteger.ZERO;
        for (JsonNode session : truth.get("sessions")) {
            boolean direct = session.get("isDirectPaymentFromUser").asBoolean();
            paid = paid.add(direct ? BigInteger.ZERO : wei(session, "providerWithdrawnAmount"));
            boolean late = session.get("state").asText().equals("overdue");
            overdue = overdue.add(late ? wei(session, "stake") : BigInteger.ZERO);
        }
        assertThat(sum(protocol.getList("days.paidToProviders")))
                .isEqualTo(paid)
                .isPositive();
        assertThat(sum(protocol.getList("overdue.amount"))).isEqualTo(overdue).isPositive();
        assertThat(protocol.getList("days.opened", Integer.class).stream()
                        .mapToInt(Integer::intValue)
                        .sum())
                .isEqualTo(truth.get("sessions").size());
        BigInteger claimable = BigInteger.ZERO;
        for (JsonNode address : truth.get("addresses")) {
            claimable = claimable.add(wei(address.get("onHold"), "available"));
        }
        assertThat(amount("claimable.amount")).isEqualTo(claimable).isPositive();
    }

    @Test
    void runwayIsWhatIsLeftByWhatADayTakes() {
        List<String> paid = protocol.getList("days.paidToProviders");
        BigInteger week = sum(paid.subList(paid.size() - 8, paid.size() - 1));
        assertThat(amount("outflow.perDay")).isPositive().isEqualTo(week.divide(BigInteger.valueOf(7)));
        assertThat(BigInteger.valueOf(protocol.getLong("outflow.runwayDays")))
                .isEqualTo(amount("money.fundingBalance")
                        .min(amount("money.fundingAllowance"))
                        .divide(amount("outflow.perDay")));
    }

    @Test
    void ranksAreInOrderAndTheAddressesOwn() {
        for (String list : List.of("holders.total", "stakers.inProtocol")) {
            assertThat(protocol.getList(list, String.class).stream().map(BigInteger::new))
                    .as(list)
                    .isNotEmpty()
                    .isSortedAccordingTo(Comparator.reverseOrder());
        }
        for (String rank : List.of("holders[0]", "stakers[0]")) {
            JsonPath own = given().get(API + "/addresses/" + protocol.getString(rank + ".address"))
                    .jsonPath();
            assertThat(protocol.getString(rank + ".wallet")).isEqualTo(own.getString("buckets.wallet.amount"));
        }
    }

    @Test
    void oldestAndLargestClaimableHoldsAreThoseOfTheList() {
        JsonPath holds = given().get(API + "/holds?state=claimable&limit=500").jsonPath();
        List<String> amounts = holds.getList("items.amount");
        assertThat(amount("claimable.largest.amount"))
                .isEqualTo(amounts.stream()
                        .map(BigInteger::new)
                        .max(Comparator.naturalOrder())
                        .orElseThrow());
        List<String> releases = holds.getList("items.releaseAt");
        assertThat(protocol.getString("claimable.oldest.releaseAt"))
                .isEqualTo(releases.stream().min(Comparator.naturalOrder()).orElseThrow());
    }

    @Test
    void upgradesSayWhatTheyChanged() {
        assertThat(protocol.getList("upgrades")).isNotEmpty();
        assertThat(protocol.getString("upgrades[-1].rule")).isEqualTo("pool");
        assertThat(protocol.getBoolean("upgrades[-1].closerKnown")).isTrue();
        assertThat(LocalChain.chain().closeRules()).contains(protocol.getString("upgrades[-1].closerCode") + "=pool");
        assertThat(protocol.getString("upgrades[-1].effect")).contains("anybody may settle");
        assertThat(protocol.getList("upgrades.effect", String.class))
                .hasSameSizeAs(protocol.getList("upgrades"))
                .doesNotContainNull();
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

    private static BigInteger wei(JsonNode json, String field) {
        return new BigInteger(json.get(field).asText());
    }

    private BigInteger amount(String path) {
        return new BigInteger(protocol.getString(path));
    }

    private static BigInteger sum(List<String> amounts) {
        return amounts.stream().map(BigInteger::new).reduce(BigInteger.ZERO, BigInteger::add);
    }
}

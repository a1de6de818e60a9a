package dev.morlens.api.network;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
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
    void ranksAreTheAddressesOwnByTheContractsAndTheTokensViews() {
        JsonNode truth = LocalChain.chain().truth();
        assertThat(truth.get("block").asLong()).isEqualTo(protocol.getLong("asOf.blockNumber"));
        Map<String, BigInteger> wallets = new TreeMap<>();
        truth.get("addresses").properties().forEach(one -> add(wallets, one.getKey(), one.getValue(), "wallet"));
        Map<String, BigInteger> inProtocol = inProtocol(truth);
        Map<String, BigInteger> total = new TreeMap<>(inProtocol);
        wallets.forEach((address, amount) -> total.merge(address, amount, BigInteger::add));
        String diamond = LocalChain.chain().network("local").diamond().checksummed();
        List.of(inProtocol, total).forEach(amounts -> amounts.remove(diamond));
        compareRanks("holders", "total", total);
        compareRanks("stakers", "inProtocol", inProtocol);
        for (Map<String, String> one : protocol.<Map<String, String>>getList("holders")) {
            String address = one.get("address");
            assertThat(one.get("wallet")).isEqualTo(String.valueOf(wallets.get(address)));
            assertThat(one.get("inProtocol"))
                    .isEqualTo(String.valueOf(inProtocol.getOrDefault(address, BigInteger.ZERO)));
            assertThat(one.get("total"))
                    .isEqualTo(given().get(API + "/addresses/" + address)
                            .jsonPath()
                            .getString("total"));
        }
    }

    /** What lies in the contract for each address; its own direct payments that it collected early count against it. */
    private static Map<String, BigInteger> inProtocol(JsonNode truth) {
        Map<String, BigInteger> sums = new TreeMap<>();
        truth.get("addresses").properties().forEach(one -> {
            JsonNode told = one.getValue();
            told.get("onHold").get("rows").forEach(row -> add(sums, one.getKey(), row, "amount"));
            add(sums, one.getKey(), told, "openStake");
            add(sums, one.getKey(), told, "modelStake");
            if (told.hasNonNull("provider")) {
                add(sums, one.getKey(), told.get("provider"), "stake");
            }
        });
        truth.get("allowances").forEach(grant -> {
            add(sums, grant.get("funder").asText(), grant, "currentPrincipal");
            add(sums, grant.get("funder").asText(), grant, "pendingOwed");
        });
        truth.get("sessions").forEach(session -> {
            if (session.get("isDirectPaymentFromUser").asBoolean()) {
                String provider = session.get("provider").asText();
                if (session.get("closedAt").asLong() > 0) {
                    add(sums, provider, session, "providerReward");
                }
                BigInteger collected =
                        new BigInteger(session.get("providerWithdrawnAmount").asText());
                sums.merge(provider, collected.negate(), BigInteger::add);
            }
        });
        return sums;
    }

    private static void add(Map<String, BigInteger> sums, String address, JsonNode from, String field) {
        sums.merge(address, new BigInteger(from.get(field).asText()), BigInteger::add);
    }

    /** The largest first, and at most fifty. */
    private void compareRanks(String list, String by, Map<String, BigInteger> amounts) {
        List<String> expected = amounts.entrySet().stream()
                .filter(one -> one.getValue().signum() > 0)
                .sorted(Map.Entry.<String, BigInteger>comparingByValue()
                        .reversed()
                        .thenComparing(one -> one.getKey().toLowerCase(Locale.ROOT)))
                .limit(50)
                .map(one -> one.getKey() + ' ' + one.getValue())
                .toList();
        List<String> told = protocol.<Map<String, String>>getList(list).stream()
                .map(one -> one.get("address") + ' ' + one.get(by))
                .toList();
        assertThat(told).as(list).isNotEmpty().isEqualTo(expected);
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

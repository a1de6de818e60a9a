package dev.morlens.api.network;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocol's days and ages against what the contract's views say of every session. */
@QuarkusTest
class ProtocolDaysTest extends HttpTest {

    private static final long DAY = 86_400;

    private record Told(long openedAt, long endsAt, long closedAt, BigInteger stake) {

        boolean openedWithin(long from, long below) {
            return openedAt >= from && openedAt < below;
        }

        boolean closedWithin(long from, long below) {
            return closedAt >= from && closedAt < below;
        }

        /** Whether its stake lay in the contract right before a time. */
        boolean stakedBefore(long time) {
            return openedAt < time && (closedAt == 0 || closedAt >= time);
        }
    }

    private JsonPath protocol;
    private final List<Told> sessions = new ArrayList<>();
    private long now;

    /** The overview is kept for some seconds. */
    @BeforeEach
    void ask() throws InterruptedException {
        Instant deadline = Instant.now().plusSeconds(60);
        do {
            assertThat(Instant.now())
                    .as("the overview of the chain's newest block")
                    .isBefore(deadline);
            Thread.sleep(200);
            protocol = given().get(API + "/protocol").jsonPath();
        } while (protocol.getLong("asOf.blockNumber") != head());
        now = Instant.parse(protocol.getString("asOf.timestamp")).getEpochSecond();
        LocalChain.chain()
                .truth()
                .get("sessions")
                .forEach(one -> sessions.add(new Told(
                        number(one, "openedAt"),
                        number(one, "endsAt"),
                        number(one, "closedAt"),
                        new BigInteger(one.get("stake").asText()))));
    }

    @Test
    void everyDaysOpeningsClosesStakesAndEscrowAreTheContracts() {
        List<Map<String, Object>> days = protocol.getList("days");
        assertThat(days).hasSize(30);
        long first =
                LocalDate.ofInstant(Instant.ofEpochSecond(now), ZoneOffset.UTC).toEpochDay() - 29;
        for (int i = 0; i < days.size(); i++) {
            long from = (first + i) * DAY;
            long below = from + DAY;
            String day = "days[" + i + "].";
            assertThat(protocol.getString(day + "day"))
                    .isEqualTo(LocalDate.ofEpochDay(first + i).toString());
            assertThat(protocol.getLong(day + "opened")).isEqualTo(count(one -> one.openedWithin(from, below)));
            assertThat(protocol.getLong(day + "closed")).isEqualTo(count(one -> one.closedWithin(from, below)));
            assertThat(amount(day + "staked")).as(day).isEqualTo(sum(one -> one.openedWithin(from, below)));
            assertThat(amount(day + "escrow")).as(day).isEqualTo(sum(one -> one.stakedBefore(below)));
        }
        assertThat(days).filteredOn(day -> !day.get("opened").equals(0)).hasSizeGreaterThan(5);
        assertThat(days).filteredOn(day -> !day.get("closed").equals(0)).hasSizeGreaterThan(5);
    }

    @Test
    void overdueSessionsAreInTheClassOfTheirAge() {
        List<Map<String, Object>> classes = protocol.getList("overdue");
        assertThat(classes).hasSize(4);
        for (int i = 0; i < classes.size(); i++) {
            String at = "overdue[" + i + "].";
            long from = protocol.getLong(at + "fromSeconds");
            long below = i + 1 < classes.size() ? protocol.getLong(at + "belowSeconds") : Long.MAX_VALUE;
            Predicate<Told> inClass =
                    one -> one.closedAt() == 0 && now - one.endsAt() >= Math.max(0, from) && now - one.endsAt() < below;
            assertThat(protocol.getLong(at + "count")).as(at).isEqualTo(count(inClass));
            assertThat(amount(at + "amount")).as(at).isEqualTo(sum(inClass));
        }
        assertThat(classes).filteredOn(one -> !one.get("count").equals(0)).isNotEmpty();
    }

    /** A bar a day, as high in 400 as its figure in the largest. */
    @Test
    void theChartsBarsAreTheDaysFigures() {
        String page = given().get("/local/protocol").asString();
        assertThat(bars(page, "Sessions opened a day")).isEqualTo(heights("opened"));
        assertThat(bars(page, "Escrow at each day")).isEqualTo(heights("escrow"));
        assertThat(bars(page, "Paid to providers a day")).isEqualTo(heights("paidToProviders"));
    }

    private List<Integer> heights(String figure) {
        List<BigInteger> figures = protocol.getList("days." + figure).stream()
                .map(one -> new BigInteger(String.valueOf(one)))
                .toList();
        BigInteger most = figures.stream().reduce(BigInteger.ONE, BigInteger::max);
        return figures.stream()
                .map(one -> one.multiply(BigInteger.valueOf(400)).divide(most).intValueExact())
                .toList();
    }

    private static List<Integer> bars(String page, String title) {
        String chart = page.substring(page.indexOf("aria-label=\"" + title));
        String path = chart.replaceAll("(?s).*? d=\"([^\"]*)\".*", "$1");
        return Pattern.compile("M\\d+ 400V(\\d+)H")
                .matcher(path)
                .results()
                .map(bar -> 400 - Integer.parseInt(bar.group(1)))
                .toList();
    }

    private static long head() {
        return Long.decode(LocalChain.chain().rpc("eth_blockNumber").asText());
    }

    private long count(Predicate<Told> which) {
        return sessions.stream().filter(which).count();
    }

    private BigInteger sum(Predicate<Told> which) {
        return sessions.stream().filter(which).map(Told::stake).reduce(BigInteger.ZERO, BigInteger::add);
    }

    private static long number(JsonNode json, String field) {
        return json.get(field).asLong();
    }

    private BigInteger amount(String path) {
        return new BigInteger(protocol.getString(path));
    }
}

package dev.morlens.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.http.HttpTest;
import dev.morlens.testing.Counts;
import dev.morlens.testing.chain.OwnChainProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a session's page calculates in words, calculated again from its own figures and held against the accounts. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class SessionArithmeticTest extends HttpTest {

    private static final int MOST = 150;
    private static final String MOR = "([0-9.]+) MOR";
    private static final Pattern TIME = Pattern.compile("([0-9,]+) s × " + MOR + " a second = " + MOR);
    private static final Pattern EXCHANGE = Pattern.compile("a stake of " + MOR + " × 100 × " + MOR + " of supply ÷ "
            + MOR + " of compute balance = " + MOR + " \\([^)]* block ([0-9]+), the one before the close");

    @Test
    void theHoldOfEveryCloseFollowsFromTheNumbersOnItsPage() {
        List<Map<String, String>> held = given().get(API + "/sessions?state=closed&limit=" + MOST)
                .jsonPath()
                .getList("items.findAll { it.fundedBy == 'wallet' && it.heldAmount != '0' }");
        int exact = 0;
        for (Map<String, String> session : held) {
            String page = given().get("/local/session/" + session.get("id")).asString();
            exact += followed(session, page) ? 1 : 0;
        }
        Counts.say("arithmetic of %d closes followed, %d of them to the wei".formatted(held.size(), exact));
        assertThat(held).hasSizeGreaterThan(20);
        assertThat(exact).isGreaterThan(held.size() / 2);
    }

    /** Whether it was exact: other closes in the same block move the figures, and then the page says so. */
    private static boolean followed(Map<String, String> session, String page) {
        Matcher time = TIME.matcher(page);
        Matcher exchange = EXCHANGE.matcher(page);
        assertThat(time.find() && exchange.find()).as(page).isTrue();
        BigInteger stipend = wei(time.group(3));
        assertThat(wei(time.group(2)).multiply(new BigInteger(time.group(1).replace(",", ""))))
                .isEqualTo(stipend);
        BigInteger stake = wei(exchange.group(4));
        assertThat(wei(exchange.group(1))).isEqualTo(stipend);
        assertThat(stipend.multiply(BigInteger.valueOf(100))
                        .multiply(wei(exchange.group(2)))
                        .divide(wei(exchange.group(3))))
                .as("stake of the stipend")
                .isEqualTo(stake);
        BigInteger kept = new BigInteger(session.get("heldAmount"));
        BigInteger userStake = kept.add(new BigInteger(session.get("returnedAmount")));
        boolean exact = stake.min(userStake).equals(kept);
        assertThat(page.contains("in its own block, had moved those figures"))
                .as(page)
                .isEqualTo(!exact);
        assertThat(page).contains(new BigDecimal(kept, 18).stripTrailingZeros().toPlainString() + " MOR");
        return exact;
    }

    private static BigInteger wei(String mor) {
        return new BigDecimal(mor).movePointRight(18).toBigIntegerExact();
    }
}

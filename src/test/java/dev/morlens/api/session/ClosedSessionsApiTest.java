package dev.morlens.api.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.http.HttpTest;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of closed sessions adds up. */
@QuarkusTest
class ClosedSessionsApiTest extends HttpTest {

    @Test
    void theStakeIsTheSumOfItsParts() {
        int own = 0;
        for (Map<String, Object> session : closed()) {
            BigInteger cost = (boolean) session.get("directPayment") ? wei(session, "cost") : BigInteger.ZERO;
            assertThat(wei(session, "returnedAmount")
                            .add(wei(session, "heldAmount"))
                            .add(cost))
                    .as(session.toString())
                    .isEqualTo(wei(session, "stake"));
            own += session.get("fundedBy").equals("wallet") ? 1 : 0;
        }
        assertThat(own).isGreaterThan(100);
    }

    private static List<Map<String, Object>> closed() {
        return given().get("/api/v1/local/sessions?state=closed&limit=500")
                .jsonPath()
                .getList("items");
    }

    private static BigInteger wei(Map<String, Object> session, String field) {
        return new BigInteger((String) session.get(field));
    }
}

package dev.morlens.web.calculator;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.chain.value.Wei;
import dev.morlens.http.HttpTest;
import dev.morlens.web.part.MorText;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The calculator as somebody without scripts uses it. */
@QuarkusTest
class CalculatorPageTest extends HttpTest {

    private static final String PAGE = "/local/calculator";
    private static final String POOR = "0x00000000000000000000000000000000000000aa";

    @Test
    void emptyFormOffersModelsAndClaimsNothing() {
        String page = given().get(PAGE).then().statusCode(200).extract().asString();
        assertThat(page).contains("value=\"" + model() + "\"", "Calculate").doesNotContain("id=\"answer\"");
        assertThat(given().get("/local/models").asString()).contains("href=\"/local/calculator\"");
        assertThat(given().get("/local/model/" + model()).asString()).contains("/local/calculator?model=" + model());
    }

    @Test
    void aModelLeadsHereIfItCanBeReckonedAndSaysSoIfNot() {
        Map<Boolean, List<String>> models =
                given().get(API + "/models?state=all&limit=500").jsonPath().getList("items.id", String.class).stream()
                        .collect(Collectors.partitioningBy(id -> given().get(API + "/quotes?duration=600&modelId=" + id)
                                        .statusCode()
                                == 200));
        assertThat(models)
                .allSatisfy((reckoned, ids) -> assertThat(ids).isNotEmpty().allSatisfy(id -> {
                    String page = given().get("/local/model/" + id).asString();
                    assertThat(page.contains("calculator?model=")).isEqualTo(reckoned);
                    assertThat(page.contains("Nobody offers it now")).isNotEqualTo(reckoned);
                }));
    }

    @Test
    void answerIsThatOfTheQuote() {
        String page = given().queryParams(Map.of(
                        "model",
                        model(),
                        "duration",
                        "10",
                        "unit",
                        "minutes",
                        "address",
                        POOR.replaceFirst("0x.{9}", "$0\u200b "),
                        "bid",
                        ""))
                .get(PAGE)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        JsonPath quote =
                given().get(API + "/quotes?duration=600&modelId=" + model()).jsonPath();
        assertThat(page)
                .contains("for 10 min of", quote.getString("bid.id"), "cannot open it", "MOR too little")
                .contains("Closed half-way", "Closed right at its end", "Valid until", "rated best");
        assertThat(page)
                .contains(MorText.of(Wei.of(quote.getString("suggestedStake"))).exact() + " MOR")
                .contains("As of block", ">" + quote.getString("asOf.blockNumber") + "<");
        for (String stake : List.of("minimum", "client", "suggested")) {
            assertThat(page)
                    .as(stake)
                    .contains("title=\"" + mor(quote, "stakes." + stake + ".stake") + " MOR\"")
                    .contains(">" + mor(quote, "stakes." + stake + ".cost") + "</td>");
        }
        assertThat(page)
                .as("the figures under the headline are those of the suggested stake")
                .contains("and costs " + mor(quote, "stakes.suggested.cost") + " MOR")
                .contains("title=\"" + mor(quote, "stakes.suggested.endings[0].heldAmount") + " MOR\"")
                .contains("Under the present rule (" + quote.getString("rule"))
                .contains("a delegate of the user, closes it, or anybody settles it");
        assertThat(given().queryParams(Map.of("bid", quote.getString("bid.id"), "direct", "yes", "duration", "1"))
                        .get(PAGE)
                        .asString())
                .contains("the bid that was asked for", "taken from the stake", "directPayment=true");
    }

    @Test
    void badInputIsAnsweredInTheForm() {
        for (Map<String, String> wrong : List.of(
                Map.of("model", ""),
                Map.of("model", "gpt", "duration", "1"),
                Map.of("model", "0x" + "00".repeat(32), "duration", "1"),
                Map.of("bid", "0x" + "ff".repeat(32), "duration", "1"),
                Map.of("model", model(), "duration", ""),
                Map.of("model", model(), "duration", "-1"),
                Map.of("model", model(), "duration", "999999999", "unit", "days"),
                Map.of("model", model(), "duration", "1", "unit", "fortnights"),
                Map.of("model", model(), "duration", "1", "address", "vitalik.eth"),
                Map.of("bid", "\"><script>alert(1)</script>", "duration", "\u0000"))) {
            Response answer = given().queryParams(wrong).get(PAGE);
            assertThat(answer.statusCode()).as("%s", wrong).isEqualTo(400);
            assertThat(answer.asString())
                    .as("%s", wrong)
                    .contains("class=\"wrong\"", "Calculate")
                    .doesNotContain("<script>alert", "id=\"answer\"");
        }
    }

    @Test
    void whatWasWrittenStaysInTheForm() {
        String page = given().queryParams(Map.of("duration", "7", "unit", "days", "address", "nobody", "direct", "yes"))
                .get(PAGE)
                .asString();
        assertThat(page)
                .contains(
                        "value=\"7\"", "<option value=\"days\" selected>", "value=\"nobody\"", "value=\"yes\" checked");
    }

    private static String mor(JsonPath json, String path) {
        return MorText.of(Wei.of(json.getString(path))).exact();
    }

    private static String model() {
        return given().get(API + "/models?limit=1").jsonPath().getString("items[0].id");
    }
}

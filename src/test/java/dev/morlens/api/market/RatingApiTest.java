package dev.morlens.api.market;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.truth.Scores;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every list of bids is in the order of scores worked out anew from the contract's views. */
@QuarkusTest
class RatingApiTest extends HttpTest {

    private Scores scores;

    @BeforeEach
    void waitForTheMarket() throws InterruptedException {
        marketCaughtUp();
        scores = new Scores(LocalChain.chain().ask("market", Map.of()), Scores.USUAL);
    }

    @Test
    void bidsOfEveryModelAreInTheOrderOfScoresWorkedOutAnew() {
        List<String> models = scores.models();
        assertThat(models).anySatisfy(model -> assertThat(scores.ranked(model)).hasSizeGreaterThan(2));
        for (String model : models) {
            JsonPath bids = given().get(API + "/models/" + model + "/bids?state=active&limit=500")
                    .jsonPath();
            assertThat(bids.getList("items.id", String.class)).as(model).isEqualTo(scores.ranked(model));
            for (String bid : scores.ranked(model)) {
                double told = bids.getDouble("items.find { it.id == '" + bid + "' }.rating.score");
                assertThat(told).as(bid).isCloseTo(scores.of(bid), within(1e-6 * Math.abs(scores.of(bid))));
            }
            String best =
                    given().get(API + "/quotes?modelId=" + model).jsonPath().getString("bid.id");
            assertThat(best)
                    .as("quoted of " + model)
                    .isEqualTo(scores.ranked(model).getFirst());
        }
    }
}

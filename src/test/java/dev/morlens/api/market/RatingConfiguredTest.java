package dev.morlens.api.market;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import dev.morlens.testing.truth.RatingLists;
import dev.morlens.testing.truth.Scores;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Weights and lists of providers by configuration, up to what lists show and quotes choose. */
@QuarkusTest
@TestProfile(RatingConfiguredTest.Profile.class)
class RatingConfiguredTest extends HttpTest {

    /** With lists of this chain's own providers. */
    public static final class Profile extends OwnChainProfile {

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(new TestResourceEntry(RatingLists.class));
        }
    }

    private Scores scores;

    @BeforeEach
    void waitForTheMarket() throws InterruptedException {
        marketCaughtUp();
        scores = new Scores(LocalChain.chain().ask("market", Map.of()), RatingLists.WEIGHTS);
    }

    @Test
    void listsAreRatedByTheConfiguredWeightsAndSayWhoMayBeChosen() {
        for (String model : scores.models()) {
            List<String> ranked = scores.ranked(model);
            JsonPath bids = given().get(API + "/models/" + model + "/bids?state=active&limit=500")
                    .jsonPath();
            assertThat(bids.getList("items.id", String.class)).as(model).isEqualTo(ranked);
            for (String bid : ranked) {
                String item = "items.find { it.id == '" + bid + "' }.";
                assertThat(bids.getDouble(item + "rating.score"))
                        .isCloseTo(scores.of(bid), within(1e-6 * scores.of(bid) + 1e-9));
                assertThat(bids.getBoolean(item + "allowed")).as(bid).isEqualTo(allowed(bid));
            }
        }
    }

    @Test
    void quotesChooseTheBestOfThoseAllowedAndTheNodesListHasNoOthers() {
        int passedOver = 0;
        for (String model : scores.models()) {
            List<String> ranked = scores.ranked(model);
            List<String> choosable = ranked.stream().filter(this::allowed).toList();
            Response quote = given().get(API + "/quotes?modelId=" + model);
            if (choosable.isEmpty()) {
                assertThat(quote.statusCode()).as(model).isEqualTo(404);
            } else {
                assertThat(quote.jsonPath().getString("bid.id")).as(model).isEqualTo(choosable.getFirst());
                assertThat(quote.jsonPath().getString("why"))
                        .contains("best of the model's %d active bids that may be chosen".formatted(choosable.size()));
                passedOver += choosable.getFirst().equals(ranked.getFirst()) ? 0 : 1;
            }
            List<String> rated = given().get("/compat/local/blockchain/models/" + model + "/bids/rated")
                    .jsonPath()
                    .getList("bids.Bid.Id");
            assertThat(rated).as(model).containsExactlyInAnyOrderElementsOf(choosable);
        }
        assertThat(scores.models())
                .anyMatch(model -> !scores.ranked(model).stream().allMatch(this::allowed));
        assertThat(passedOver).as("models whose best bid may not be chosen").isPositive();
    }

    @Test
    void aBidThatIsNamedIsQuotedThoughItsProviderIsDenied() {
        String denied = scores.models().stream()
                .flatMap(model -> scores.ranked(model).stream())
                .filter(bid -> !allowed(bid))
                .findFirst()
                .orElseThrow();
        JsonPath quote = given().get(API + "/quotes?bidId=" + denied).jsonPath();
        assertThat(quote.getString("bid.id")).isEqualTo(denied);
        assertThat(quote.getString("why")).contains("asked for");
    }

    private boolean allowed(String bid) {
        return RatingLists.allow(scores.providerOf(bid));
    }
}

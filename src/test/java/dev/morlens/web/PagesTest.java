package dev.morlens.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.http.HttpTest;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.web.part.MorText;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PagesTest extends HttpTest {

    @Test
    void everyPageIsServedUnderAStrictPolicyWithNothingInline() {
        for (String path : paths()) {
            Response page = given().accept("text/html").get(path);
            assertThat(page.statusCode()).as(path).isEqualTo(200);
            assertThat(page.header("Content-Security-Policy"))
                    .contains("default-src 'none'")
                    .contains("script-src 'self'")
                    .doesNotContain("unsafe");
            assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
            assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
            assertThat(page.asString())
                    .as(path)
                    .doesNotContain("style=")
                    .doesNotContain("onclick")
                    .doesNotContainPattern("<script(?![^>]*src=)[^>]*>")
                    .doesNotContainPattern("src=\"https?:");
        }
    }

    private static List<String> paths() {
        String address = LocalChain.sample("claimable");
        String session = given().get(API + "/sessions").path("items[0].id");
        String hash = given().get(API + "/sessions").path("items[0].openedTx");
        String base = "/local/address/" + address;
        return List.of(
                "/",
                base,
                base + "/sessions",
                base + "/holds",
                base + "/movements",
                base + "/actions",
                "/local/session/" + session,
                "/local/tx/" + hash,
                "/local/status",
                "/local/address/0x00000000000000000000000000000000000000aa");
    }

    @Test
    void anAddressPageShowsWhatTheApiSays() {
        String address = LocalChain.sample("claimable");
        String page = given().get("/local/address/" + address).asString();
        String claimable = given().get(API + "/addresses/" + address).path("buckets.onHold.claimableAmount");
        assertThat(page)
                .contains(address)
                .contains("can be claimed now")
                .contains(MorText.of(dev.morlens.chain.value.Wei.of(claimable)).text())
                .contains("https://explorer.example/address/" + address);
    }

    @Test
    void theSearchBoxLeadsToWhatItFindsAndSaysWhatItExpected() {
        String address = LocalChain.sample("claimable");
        given().redirects()
                .follow(false)
                .queryParam("q", " " + address + " ")
                .get("/search")
                .then()
                .statusCode(303)
                .header("Location", "/local/address/" + address);
        Response bad = given().queryParam("q", "<script>alert(1)</script>").get("/search");
        assertThat(bad.statusCode()).isEqualTo(400);
        assertThat(bad.asString()).contains("expected a whole address").doesNotContain("<script>alert");
    }

    @Test
    void anUnknownNetworkGivesAPageThatNamesTheServedOnes() {
        Response page = given().accept("text/html").get("/nowhere/status");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.asString()).contains("local");
    }
}

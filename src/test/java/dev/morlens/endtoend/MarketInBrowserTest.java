package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.morlens.chain.value.Wei;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.web.part.MorText;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What somebody does who wants to use a model: choose it, compare its bids, reckon what a session takes. */
@QuarkusTest
class MarketInBrowserTest extends InBrowserTest {

    @Test
    void aModelIsChosenItsBidsComparedAndASessionReckoned(Browser browser) {
        journey(browser.desktop());
    }

    @Test
    void theSameIsPossibleWithoutScripts(Browser browser) {
        journey(browser.withoutScripts());
    }

    @Test
    void theSameIsPossibleOnAPhone(Browser browser) {
        journey(browser.phone());
    }

    private void journey(Page page) {
        open(page, "models");
        if (page.locator("table.list thead").isVisible() && page.viewportSize().width > 640) {
            page.locator("th a:has-text('From')").click();
            assertThat(page.url()).contains("sort=price");
            open(page, "models");
        }
        page.locator("#type").selectOption("llm");
        page.locator("main form.search button").click();
        page.waitForURL("**type=llm**");
        page.locator("table.list tbody a[href*='/model/']").first().click();
        page.waitForURL("**/model/*");
        String model = lastPart(page.url());
        compareBids(page, model);
        open(page, "model/" + model);
        page.locator("main a[href*='/calculator?model=']").click();
        page.waitForURL("**/calculator?model=*");
        reckon(page, model);
    }

    /** The table is in the API's order, which is that of the scores; the best bid's page says why. */
    private void compareBids(Page page, String model) {
        JsonNode bids = answers.get("models/" + model + "/bids").get("items");
        List<String> shown = page.locator("table.list tbody a[href*='/bid/']").all().stream()
                .map(link -> lastPart(link.getAttribute("href")))
                .toList();
        assertThat(shown).isEqualTo(bids.findValuesAsText("id"));
        List<BigDecimal> scores = page.locator("tr.open td[data-label='Rating']").all().stream()
                .map(cell -> new BigDecimal(cell.innerText().replaceAll("[^0-9.]", "")))
                .toList();
        assertThat(scores).isNotEmpty().isSortedAccordingTo(Comparator.reverseOrder());
        page.locator("table.list tbody a[href*='/bid/']").first().click();
        page.waitForURL("**/bid/*");
        BigDecimal sum = page.locator("section[aria-labelledby='why'] td[data-label='Counts']").all().stream()
                .limit(5)
                .map(cell -> new BigDecimal(figure(cell)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        double weighted = bids.get(0).get("rating").get("weighted").asDouble();
        assertThat(sum.doubleValue()).isCloseTo(weighted, within(0.0005));
        assertThat(page.locator("main").innerText()).contains("It is rated number 1 of the model's");
    }

    private void reckon(Page page, String model) {
        assertThat(page.locator("#model").inputValue()).isEqualTo(model);
        page.locator("#duration").fill("10");
        page.locator("select[name='unit']").selectOption("minutes");
        page.locator("#address").fill(LocalChain.sample("claimable"));
        page.locator("button.main").click();
        page.waitForURL("**duration=10**");
        JsonNode quote = answers.get("quotes?duration=600&modelId=" + model);
        MorText suggested = MorText.of(Wei.of(quote.get("suggestedStake").asText()));
        assertThat(page.locator(".figure").getAttribute("title")).isEqualTo(suggested.exact() + " MOR");
        assertThat(page.locator("main").innerText())
                .contains(
                        "for 10 min of",
                        "Closed half-way",
                        "This wallet ",
                        quote.get("bid").get("id").asText());
        page.locator("#duration").fill("soon");
        page.locator("button.main").click();
        page.waitForURL("**duration=soon**");
        assertThat(page.locator("#duration-wrong").innerText()).contains("expected", "soon");
        assertThat(page.locator("#duration").inputValue()).isEqualTo("soon");
    }

    @Test
    void everyPageOfTheMarketFitsItsWindow(Browser browser) {
        String model =
                answers.get("models?limit=1").get("items").get(0).get("id").asText();
        JsonNode bid =
                answers.get("models/" + model + "/bids?limit=1").get("items").get(0);
        String reckoned =
                "calculator?duration=1&unit=hours&address=" + LocalChain.sample("claimable") + "&model=" + model;
        Map<String, String> pages = Map.of(
                "models",
                "models",
                "model",
                "model/" + model,
                "bid",
                "bid/" + bid.get("id").asText(),
                "providers",
                "providers?state=all",
                "provider",
                "provider/" + bid.get("provider").asText(),
                "provider-sessions",
                "provider/" + bid.get("provider").asText() + "/sessions",
                "protocol",
                "protocol",
                "calculator",
                reckoned);
        int window = 0;
        for (Page page : List.of(browser.desktop(), browser.dark(), browser.phone())) {
            int number = window++;
            pages.forEach((name, path) -> {
                open(page, path);
                assertThat(Browser.sidewaysScroll(page)).as(path).isZero();
                assertThat(page.locator("h1").count()).as(path).isEqualTo(1);
                browser.screenshot(page, "market-" + name + "-" + number);
            });
        }
    }

    private static String figure(Locator cell) {
        return cell.innerText().replaceAll("[^0-9.]", "");
    }

    private static String lastPart(String path) {
        String bare = path.replaceAll("[?#].*", "");
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}

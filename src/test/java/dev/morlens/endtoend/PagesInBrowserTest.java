package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Page;
import dev.morlens.testing.browser.Browser;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does: paste an address, read where the MOR is, follow a session; on any window, with or without scripts. */
@QuarkusTest
class PagesInBrowserTest extends InBrowserTest {

    private static final String MANY_HOLDS = "300 hold rows or more";

    @ConfigProperty(name = "morlens.samples")
    String sampleText;

    private final Map<String, String> samples = new LinkedHashMap<>();

    @BeforeEach
    void readSamples() throws IOException {
        for (JsonNode sample : new ObjectMapper().readTree(sampleText)) {
            samples.put(sample.get("label").asText(), sample.get("address").asText());
        }
    }

    @Test
    void aPastedAddressLeadsToItsPage(Browser browser) {
        Page page = browser.desktop();
        page.navigate(server.toString());
        page.locator("#q").fill("  " + samples.get("running session") + " ");
        page.locator("#q").press("Enter");
        page.waitForURL("**/" + network + "/address/*");
        assertThat(page.locator(".who .mono").innerText()).isEqualTo(samples.get("running session"));
        browser.screenshot(page, "address-running-session");
    }

    @Test
    void thePageShowsTheApisAmountsForAWalletInEveryState(Browser browser) {
        Page page = browser.withoutScripts();
        List<String> differences = new ArrayList<>();
        samples.forEach((label, address) -> {
            page.navigate(addressPage(address));
            JsonNode answer = answers.get("addresses/" + address);
            Map<String, BigDecimal> expected = BucketsOfApi.of(answer);
            page.locator("[data-bucket]").all().forEach(shown -> {
                BigDecimal amount = new BigDecimal(exact(shown.getAttribute("title")));
                BigDecimal told = expected.remove(shown.getAttribute("data-bucket"));
                if (told == null || told.compareTo(amount) != 0) {
                    differences.add(
                            label + ": page " + shown.getAttribute("data-bucket") + " " + amount + ", API " + told);
                }
            });
            expected.values().removeIf(amount -> amount.signum() == 0);
            expected.forEach((bucket, amount) -> differences.add(label + ": the page lacks " + bucket + " " + amount));
        });
        assertThat(samples).hasSizeGreaterThan(8);
        assertThat(differences).isEmpty();
    }

    @Test
    void aSessionOfTheAddressCanBeFollowed(Browser browser) {
        Page page = browser.desktop();
        page.navigate(addressPage(samples.get("running session")));
        page.locator(".list a[href*='/session/']").first().click();
        page.waitForURL("**/session/*");
        String id = page.url().substring(page.url().lastIndexOf('/') + 1);
        assertThat(answers.get("sessions/" + id).get("state").asText()).isEqualTo("open");
        assertThat(page.locator(".answer").innerText()).contains(id, "MOR staked");
        browser.screenshot(page, "session");
    }

    @Test
    void withoutScriptsEverythingIsThere(Browser browser) {
        Page page = browser.withoutScripts();
        page.navigate(server.toString());
        page.locator("#q").fill(samples.get(MANY_HOLDS));
        page.locator(".search.big button").click();
        page.waitForURL("**/address/*");
        assertThat(page.locator("[data-bucket]").count()).isGreaterThanOrEqualTo(4);
        assertThat(page.locator(".release li").count()).isPositive();
        browser.screenshot(page, "address-without-scripts");
    }

    @Test
    void noPageScrollsSidewaysOnAPhone(Browser browser) {
        Page page = browser.phone();
        List<String> paths = new ArrayList<>(List.of("", network + "/status", "search?q=nothing"));
        samples.values().forEach(address -> paths.add(network + "/address/" + address));
        paths.add(network + "/address/" + samples.get(MANY_HOLDS) + "/holds");
        paths.add(network + "/address/" + samples.get(MANY_HOLDS) + "/movements");
        List<String> wide = paths.stream()
                .filter(path -> {
                    page.navigate(server.resolve("/" + path).toString());
                    return Browser.sidewaysScroll(page) > 0;
                })
                .toList();
        assertThat(wide).isEmpty();
        page.navigate(addressPage(samples.get("locked hold")));
        browser.screenshot(page, "address-phone");
    }

    @Test
    void atNightThePageIsDarkAndTextStandsOut(Browser browser) {
        Page page = browser.dark();
        page.navigate(addressPage(samples.get("locked hold")));
        assertThat(brightness(page, "backgroundColor")).isLessThan(60);
        assertThat(brightness(page, "color")).isGreaterThan(180);
        browser.screenshot(page, "address-dark");
    }

    @Test
    void theChartHasAxesAndItsFiguresAreReachedWithTheKeyboardAlone(Browser browser) {
        Page page = browser.desktop();
        page.navigate(addressPage(samples.get("locked hold")));
        assertThat(page.locator(".chart .y li").allInnerTexts()).hasSize(3).endsWith("0");
        assertThat(page.locator(".chart .x li").allInnerTexts()).hasSize(3).doesNotHaveDuplicates();
        assertThat(page.locator(".chart svg").getAttribute("aria-label")).startsWith("MOR of this address over time: ");

        tabTo(page, "summary", "These figures as a table");
        page.keyboard().press("Enter");
        tabTo(page, "a", "UTC");
        page.keyboard().press("Enter");
        page.waitForURL("**/address/*?block=*");
        assertThat(page.locator("main").innerText()).contains("This is the past");
    }

    /** Presses Tab until such an element has the focus. */
    private static void tabTo(Page page, String tag, String text) {
        for (int i = 0; i < 200; i++) {
            page.keyboard().press("Tab");
            Object found = page.evaluate(
                    "([tag, text]) => document.activeElement.matches('#over-time ~ * ' + tag)"
                            + " && document.activeElement.innerText.includes(text)",
                    List.of(tag, text));
            if (Boolean.TRUE.equals(found)) {
                return;
            }
        }
        throw new AssertionError("no key led to '" + text + "'");
    }

    @Test
    void namesFromTheChainRunNothing(Browser browser) {
        Page page = browser.desktop();
        List<String> trouble = new ArrayList<>();
        page.onDialog(dialog -> trouble.add(dialog.message()));
        page.onPageError(trouble::add);
        page.onConsoleMessage(message -> trouble.add(message.text()));
        samples.values().forEach(address -> page.navigate(addressPage(address)));
        assertThat(trouble).isEmpty();
    }

    private String addressPage(String address) {
        return server.resolve("/" + network + "/address/" + address).toString();
    }

    private static String exact(String title) {
        return title.substring(0, title.indexOf(' '));
    }

    /** Of the body, 0 to 255. */
    private static double brightness(Page page, String property) {
        String colour = (String) page.evaluate("name => getComputedStyle(document.body)[name]", property);
        return StreamSupport.stream(
                        List.of(colour.replaceAll("[^0-9,]", "").split(",")).spliterator(), false)
                .limit(3)
                .mapToInt(Integer::parseInt)
                .average()
                .orElseThrow();
    }
}

package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

/** A direct payment past its end, as its user sees it: what comes back, what does not, and who is paid. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class SentencesInBrowserTest extends InBrowserTest {

    @Test
    void priceOfADirectPaymentIsToldApartFromWhatComesBack(Browser browser) throws InterruptedException {
        JsonNode made = LocalChain.chain().scenario("direct-overdue").get("made");
        waitForTheIndex();
        onEveryWindow(
                browser,
                "address/" + made.get("user").asText(),
                "direct-overdue",
                page -> assertThat(page.locator(".answer").innerText()).contains("you get back", "session's price"));
        onEveryWindow(
                browser,
                "session/" + made.get("session").asText(),
                "direct-overdue-session",
                page -> assertThat(page.locator("main").innerText()).contains("out of the stake, at the close"));
    }
}

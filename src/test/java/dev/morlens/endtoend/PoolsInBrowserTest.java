package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.LocalChain;
import dev.morlens.testing.chain.OwnChainProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What owners of MOR in staking pools see, before and after the midnight that frees what closes held. */
@QuarkusTest
@TestProfile(OwnChainProfile.class)
class PoolsInBrowserTest extends InBrowserTest {

    @Test
    void poolsSessionAddsUpAndItsFundersAreLedToTheCallThatFreesIt(Browser browser) throws InterruptedException {
        JsonNode staged = LocalChain.chain().scenario("pool-queue");
        JsonNode made = staged.get("made");
        String session = "session/" + made.get("session").asText();
        String waiting = "address/" + made.get("second").asText();
        reached(staged, waiting);
        onEveryWindow(browser, session, "pool-session-locked", page -> {
            assertThat(page.locator(".adds-up").innerText()).contains("back in the pool at once + ", "held there = ");
            assertThat(page.locator(".life").innerText()).contains("Back in the pool", "not yet");
        });
        onEveryWindow(
                browser,
                waiting,
                "pool-funder-waiting",
                page -> assertThat(page.locator("main").innerText())
                        .contains("Nothing of this one can be had right now", "is held in the pool until"));

        reached(LocalChain.chain().ask("midnight", Map.of()), waiting);
        onEveryWindow(
                browser,
                session,
                "pool-session-releasable",
                page -> assertThat(page.locator("main").innerText())
                        .contains("releasePoolHolds, which anybody may send"));
        onEveryWindow(
                browser,
                waiting,
                "pool-funder-releasable",
                page -> assertThat(page.locator("main").innerText())
                        .contains("of this one can be had now", "by a call that anybody may send"));
        onEveryWindow(
                browser,
                waiting + "/actions",
                "pool-actions",
                page -> assertThat(page.locator("main").innerText())
                        .contains("Have the pool of ", " free what it held", "Sent by anyone", "releasePoolHolds"));
    }

    private void reached(JsonNode chain, String address) throws InterruptedException {
        waitForTheIndex();
        String path = address.replace("address/", "addresses/");
        Instant deadline = Instant.now().plusSeconds(60);
        while (answers.get(path).get("asOf").get("blockNumber").asInt()
                < chain.get("head").asInt()) {
            assertThat(Instant.now()).isBefore(deadline);
            Thread.sleep(200);
        }
    }
}

package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** What would happen, as people see it: on any window, day and night. */
@QuarkusTest
class PreviewsInBrowserTest extends InBrowserTest {

    @Test
    void openSessionShowsWhatClosingItWouldDo(Browser browser) {
        String id = session("running session", "open");
        onEveryWindow(browser, "session/" + id, "session-open", page -> {
            assertThat(page.locator("main").innerText())
                    .contains("If it is closed now", "the contract takes it", "MOR a second =");
        });
    }

    @Test
    void closedSessionShowsItsSum(Browser browser) {
        String id = session("locked hold", "closed");
        onEveryWindow(browser, "session/" + id, "session-closed", page -> {
            assertThat(page.locator(".adds-up").innerText()).contains(" returned + ", " held", " staked");
        });
    }

    @Test
    void claimHasACodeForTelephones(Browser browser) {
        String address = LocalChain.sample("claimable");
        onEveryWindow(browser, "address/" + address + "/actions", "actions", page -> {
            assertThat(page.locator("svg.qr").first().isVisible()).isTrue();
            assertThat(page.locator("main").innerText()).contains("Sent by the user or a delegate.");
        });
    }

    /** What would be refused is explained, and nothing of it is ready to be sent. */
    @Test
    void refusedCloseComesLastAndWithoutACall(Browser browser) {
        String address = LocalChain.sample("overdue");
        onEveryWindow(browser, "address/" + address + "/actions", "actions-refused", page -> {
            Locator last = page.locator(".action").last();
            assertThat(last.innerText())
                    .contains("Close a session", "Tried without sending it, at block ", "The contract refuses");
            assertThat(last.locator("details").count()).isZero();
            Locator first = page.locator(".action").first();
            assertThat(first.innerText())
                    .contains("Settle an expired session", "Not tried: the contract does not take it before its time");
        });
    }

    private String session(String label, String state) {
        return answers.get("addresses/" + LocalChain.sample(label) + "/sessions?state=" + state)
                .get("items")
                .get(0)
                .get("id")
                .asText();
    }
}

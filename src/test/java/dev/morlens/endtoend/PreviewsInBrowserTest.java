package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.morlens.testing.Browser;
import dev.morlens.testing.LocalChain;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What would happen, as people see it: on any window, day and night. */
@QuarkusTest
@QuarkusTestResource(value = LocalChain.class, restrictToAnnotatedClass = false)
@ExtendWith(Browser.Extension.class)
class PreviewsInBrowserTest {

    @TestHTTPResource("/")
    URI server;

    @ConfigProperty(name = "morlens.serve")
    String network;

    private Answers answers;

    @BeforeEach
    void waitForTheIndex() throws InterruptedException, IOException {
        answers = Answers.caughtUp(server, network);
    }

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

    private String session(String label, String state) {
        return answers.get("addresses/" + LocalChain.sample(label) + "/sessions?state=" + state)
                .get("items")
                .get(0)
                .get("id")
                .asText();
    }

    private void onEveryWindow(Browser browser, String path, String name, Consumer<Page> look) {
        int window = 0;
        for (Page page : List.of(browser.desktop(), browser.dark(), browser.phone())) {
            page.navigate(server.resolve("/" + network + "/" + path).toString());
            look.accept(page);
            assertThat(Browser.sidewaysScroll(page)).as(path).isZero();
            browser.screenshot(page, name + "-" + window++);
        }
    }
}

package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import java.net.URI;
import java.util.List;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server, caught up with its chain, and a browser to look at it. */
@QuarkusTestResource(value = LocalChain.class, restrictToAnnotatedClass = false)
@ExtendWith(Browser.Extension.class)
abstract class InBrowserTest {

    @TestHTTPResource("/")
    URI server;

    @ConfigProperty(name = "morlens.networks-served")
    String network;

    Answers answers;

    @BeforeEach
    void waitForTheIndex() throws InterruptedException {
        answers = Answers.caughtUp(server, network);
    }

    /** @param path of a page of the network */
    void open(Page page, String path) {
        page.navigate(server.resolve("/" + network + "/" + path).toString());
    }

    /** Looks at a page by day, at night and on a phone, where nobody has to scroll sideways. */
    void onEveryWindow(Browser browser, String path, String name, Consumer<Page> look) {
        int window = 0;
        for (Page page : List.of(browser.desktop(), browser.dark(), browser.phone())) {
            open(page, path);
            look.accept(page);
            assertThat(Browser.sidewaysScroll(page)).as(path).isZero();
            browser.screenshot(page, name + "-" + window++);
        }
    }
}

package dev.morlens.endtoend;

import static dev.morlens.testing.scene.Cast.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is copied is said, and where a browser lets nothing be copied there is a way by hand. */
@QuarkusTest
@TestProfile(SceneProfile.class)
@ExtendWith(Browser.Extension.class)
class CopyInBrowserTest {

    private static final String NEWS = "words => document.getElementById('news').textContent.startsWith(words)";

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    private final Scene scene = Cast.act("local").scene();

    @BeforeEach
    void show() {
        stores.show("local", scene);
        landings.fire(new HeadChanged("local", scene.head(), Set.of()));
    }

    @Test
    void whatWasCopiedIsAnnouncedEachTimeByALineThatWasThereFromTheStart(Browser browser) {
        Page page = browser.desktop();
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.clock().install();
        page.navigate(addressPage(server));
        assertThat(page.locator("#news").getAttribute("role")).isEqualTo("status");
        page.evaluate("""
                window.said = [];
                new MutationObserver(() => window.said.push(document.getElementById('news').textContent))
                  .observe(document.getElementById('news'), { childList: true });""");
        Locator button = page.locator(".who button[data-copy]");
        button.click();
        button.click();
        page.waitForFunction("() => window.said.filter(words => words === 'Copied the address').length > 1");
        page.clock().fastForward(2_000);
        assertThat(button.textContent()).isEqualTo("Copy the address");
        assertThat(page.evaluate("navigator.clipboard.readText()")).isEqualTo(ANN.checksummed());
    }

    @Test
    void overPlainHttpWithoutAClipboardItIsCopiedAsWellOrSelected(Browser browser) {
        Page page = overPlainHttp(browser);
        page.locator(".who button[data-copy]").click();
        page.waitForFunction(NEWS, "Copied the address");
        assertThat(page.evaluate("document.activeElement.textContent")).isEqualTo("Copied the address");
        page.evaluate("document.querySelector('.top input').focus()");
        page.keyboard().press("Control+V");
        assertThat(page.locator(".top input").inputValue()).isEqualTo(ANN.checksummed());
        assertThatTheTextIsSelectedWhereNothingMayBeCopied(page);
        browser.screenshotInSoak(page, "copy-by-hand");
    }

    private static void assertThatTheTextIsSelectedWhereNothingMayBeCopied(Page page) {
        page.evaluate("document.execCommand = () => false");
        for (int i = 0; i < 2; i++) {
            page.locator(".who button[data-copy]").click();
            page.waitForFunction(NEWS, "Not copied");
        }
        assertThat(page.locator(".by-hand input").count()).isEqualTo(1);
        assertThat(page.evaluate("document.activeElement.value.slice(document.activeElement.selectionStart,"
                        + " document.activeElement.selectionEnd)"))
                .isEqualTo(ANN.checksummed());
        assertThat(page.locator(".who").innerText()).contains("copy it yourself");
        assertThat(Browser.sidewaysScroll(page)).isZero();
    }

    /** By a name: browsers take this machine for as safe as TLS. */
    private Page overPlainHttp(Browser browser) {
        Page page = browser.phone();
        URI named = URI.create("http://morlens.example/");
        page.route(named + "**", route -> {
            String path = URI.create(route.request().url()).getPath();
            // A fresh page in place of this one would take what is looked at here with it.
            if (path.endsWith("/live")) {
                return;
            }
            var answer = route.fetch(
                    new Route.FetchOptions().setUrl(server.resolve(path).toString()));
            route.fulfill(new Route.FulfillOptions().setResponse(answer));
        });
        page.navigate(addressPage(named));
        assertThat(page.evaluate("navigator.clipboard === undefined")).isEqualTo(true);
        return page;
    }

    private static String addressPage(URI at) {
        return at.resolve("/local/address/" + ANN).toString();
    }
}

package dev.morlens.endtoend;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Scene.milliMor;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.proxy.FrontProxy;
import dev.morlens.testing.proxy.Nginx;
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
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An open page while its server is away: it says so, asks ever more rarely, and goes on by itself. */
@QuarkusTest
@TestProfile(SceneProfile.class)
@ExtendWith(Browser.Extension.class)
class AwayInBrowserTest {

    /** A page asks every 100 ms here, or up to half as long again. */
    private static final Duration LONGEST_USUAL_PAUSE = Duration.ofMillis(150);

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
        land();
    }

    private void land() {
        landings.fire(new HeadChanged("local", scene.head(), Set.of(ANN)));
    }

    private void moveMor() {
        scene.mint(ANN, milliMor(1_000));
        land();
    }

    @Test
    void aPageOutlivesEveryAnswerOfAProxyWhoseServerRestarts(Browser browser) throws Exception {
        try (FrontProxy proxy = FrontProxy.tls(server.getPort())) {
            Page page = browser.behindTls();
            page.clock().install();
            open(page, proxy.port());
            String before = total(page);
            proxy.hangUp();
            page.waitForCondition(() -> proxy.asked() >= 1);
            proxy.answer("502 Bad Gateway");
            page.waitForCondition(() -> proxy.asked() >= 1);
            assertSaysThatItIsNotLive(page);
            proxy.answer("503 Service Unavailable");
            page.waitForCondition(() -> proxy.asked() >= 1);
            moveMor();
            page.waitForResponse(
                            answer -> answer.status() == 429,
                            () -> proxy.answer("429 Too Many Requests", "Retry-After: 40"))
                    .finished();
            assertThat(proxy.lastPause()).isGreaterThan(LONGEST_USUAL_PAUSE);
            proxy.answer("200 OK", "Content-Type: text/html");
            // The page reads the answer before its time goes on.
            page.waitForTimeout(100);
            page.clock().runFor(Duration.ofSeconds(35).toMillis());
            assertThat(proxy.asked()).as("before it was to come back").isZero();
            page.clock().runFor(Duration.ofSeconds(26).toMillis());
            page.waitForCondition(() -> proxy.asked() >= 1);
            assertThat(total(page)).isEqualTo(before);
            browser.screenshotInSoak(page, "not-live");
            proxy.passOn();
            assertGoesOn(page, before);
        }
    }

    @Test
    void aServerThatFallsSilentIsNoticed(Browser browser) throws Exception {
        try (FrontProxy proxy = FrontProxy.tls(server.getPort())) {
            Page page = browser.behindTls();
            page.clock().install();
            open(page, proxy.port());
            String before = total(page);
            proxy.fallSilent();
            moveMor();
            for (int questions = 1; questions <= 2; questions++) {
                int least = questions;
                page.waitForCondition(() -> proxy.asked() >= least);
                page.clock().fastForward(Duration.ofSeconds(10).toMillis());
            }
            assertSaysThatItIsNotLive(page);
            proxy.passOn();
            assertGoesOn(page, before);
        }
    }

    /** In the soak only, for its two seconds: the proxies above answer and fall away as nginx does. */
    @Test
    @Tag("soak")
    void behindNginxAPageOutlivesARestart(Browser browser) throws Exception {
        try (FrontProxy upstream = FrontProxy.plain(server.getPort());
                Nginx nginx = Nginx.before(upstream.port())) {
            Page page = open(browser, nginx.port());
            String before = total(page);
            upstream.hangUp();
            assertSaysThatItIsNotLive(page);
            moveMor();
            upstream.passOn();
            assertGoesOn(page, before);
        }
    }

    private static void assertSaysThatItIsNotLive(Page page) {
        Locator line = page.locator(".lost");
        line.waitFor();
        assertThat(line.innerText()).containsPattern("Not live since \\d\\d:\\d\\d UTC");
        assertThat(page.locator("#news").innerText()).isEqualTo(line.innerText());
    }

    private static void assertGoesOn(Page page, String before) {
        page.waitForFunction("total => document.getElementById('total').innerText !== total", before);
        page.locator(".lost").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        assertThat(page.locator("#news").innerText()).startsWith("Live again").contains(total(page));
        assertThat(page.evaluate("window.isTheSamePage")).isEqualTo(true);
    }

    private static Page open(Browser browser, int port) {
        return open(browser.behindTls(), port);
    }

    private static Page open(Page page, int port) {
        page.waitForResponse("**/live", () -> page.navigate("https://localhost:" + port + "/local/address/" + ANN));
        page.evaluate("window.isTheSamePage = true");
        return page;
    }

    private static String total(Page page) {
        return page.locator("#total").innerText();
    }
}

package dev.morlens.endtoend;

import static dev.morlens.testing.scene.Cast.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.Scene;
import io.quarkus.test.common.http.TestHTTPResource;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;

/** A page that counts down: the scene's hold is released in five hours and a quarter. */
@ExtendWith(Browser.Extension.class)
abstract class CountdownPageTest {

    /** The server's, when a page asks for it. */
    static final Predicate<Response> TIME = answer -> answer.request().method().equals("HEAD");

    static final Duration A_TICK = Duration.ofSeconds(1);

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    final Scene scene = Cast.act("local").scene();

    @BeforeEach
    void show() {
        stores.show("local", scene);
        landings.fire(new HeadChanged("local", scene.head(), Set.of()));
    }

    /** Nobody answers whether the page is still true: these tests are of one page, as it goes on by itself. */
    void open(Page page) {
        page.route("**/live", route -> {});
        page.navigate(server.resolve("/local/address/" + ANN).toString());
    }

    static String countdown(Page page) {
        return page.locator(".next [data-countdown]").innerText();
    }

    static void assertCountsDown(Page page) {
        assertThat(page.locator("[data-countdown]").allInnerTexts())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith("in 5 h 1"));
    }
}

package dev.morlens.endtoend;

import static dev.morlens.testing.scene.Cast.ANN;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.morlens.store.Landing;
import dev.morlens.testing.Browser;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Countdowns and ages are right whatever the visitor's clock says. The scene's hold is released in five hours and a quarter. */
@QuarkusTest
@TestProfile(SceneProfile.class)
@ExtendWith(Browser.Extension.class)
class TimesInBrowserTest {

    /** Moves the visitor's clock by what is in {@code window.off}, and lets the monotonic one be. */
    private static final String OTHER_CLOCK = """
            window.off = %d;
            const RealDate = Date;
            window.Date = class extends RealDate {
              constructor(...given) { given.length ? super(...given) : super(RealDate.now() + window.off); }
              static now() { return RealDate.now() + window.off; }
            };""";

    private static final String RELEASED = "released: reload to see it as claimable";
    private static final String SAYS_SO = "() => !document.getElementById('clock').hidden";

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    Event<Landing> landings;

    private final Scene scene = Cast.act("local").scene();

    @BeforeEach
    void show() {
        stores.show("local", scene);
        landings.fire(new Landing("local", scene.head(), Set.of()));
    }

    @ParameterizedTest
    @CsvSource({"16, 15 h 59 min ahead of|16 h 0 min ahead of", "-16, 16 h 0 min behind|15 h 59 min behind"})
    void aClockThatIsHoursOffReleasesNothingAndIsSpokenOfOnce(int hours, String said, Browser browser) {
        Page page = browser.desktop();
        page.addInitScript(OTHER_CLOCK.formatted(Duration.ofHours(hours).toMillis()));
        open(page);
        page.waitForFunction(SAYS_SO);
        assertCountsDown(page);
        page.reload();
        page.waitForFunction(SAYS_SO);
        assertCountsDown(page);
        assertThat(page.locator("#clock").innerText()).containsAnyOf(said.split("\\|"));
        page.waitForFunction("() => document.getElementById('news').textContent.includes('clock')");
        browser.screenshot(page, "clock-" + hours);
    }

    @Test
    void aRightClockIsNotSpokenOfAndTheAgeIsThatOfTheBlock(Browser browser) {
        Page page = browser.phone();
        open(page);
        assertCountsDown(page);
        long days = Duration.between(scene.head().time(), Instant.now()).toDays();
        if (days >= 2) {
            assertThat(page.locator("[data-since]").innerText()).isEqualTo(" (" + days + " days ago)");
        }
        assertThat(page.locator("#clock").isHidden()).isTrue();
    }

    @Test
    void aHoldIsReleasedOnThePageWhenItsTimeHasComeByBothClocks(Browser browser) {
        Page page = browser.desktop();
        page.clock().install();
        open(page);
        assertCountsDown(page);
        page.clock().fastForward("05:14:00");
        page.clock().runFor(1_000);
        assertThat(countdown(page)).startsWith("in ").endsWith(" s");
        page.clock().fastForward("00:02:00");
        page.clock().runFor(1_000);
        assertThat(countdown(page)).isEqualTo(RELEASED);
        assertThat(page.locator("#clock").isHidden()).isTrue();
    }

    @Test
    void aClockThatIsSetWhileThePageIsOpenReleasesNothing(Browser browser) {
        Page page = browser.desktop();
        page.addInitScript(OTHER_CLOCK.formatted(0));
        open(page);
        assertCountsDown(page);
        page.evaluate("window.off = 6 * 3600 * 1000");
        page.waitForFunction(SAYS_SO);
        assertCountsDown(page);
    }

    /** While the machine sleeps, some monotonic clocks stand still, and the server's and the visitor's go on. */
    @Test
    void aMachineThatSleptCatchesUp(Browser browser) {
        Page page = browser.desktop();
        page.addInitScript(OTHER_CLOCK.formatted(0));
        page.route("**/address/*", route -> {
            if (route.request().method().equals("HEAD")) {
                route.fulfill(new Route.FulfillOptions().setHeaders(Map.of("Date", httpDate(Duration.ofHours(6)))));
            } else {
                route.resume();
            }
        });
        open(page);
        assertCountsDown(page);
        page.evaluate("window.off = 6 * 3600 * 1000");
        page.waitForFunction("said => document.querySelector('.next [data-countdown]').textContent === said", RELEASED);
        assertThat(page.locator("#clock").isHidden()).isTrue();
    }

    @Test
    void aPageOutOfTheBrowsersCacheIsAsOldAsItIs(Browser browser) {
        Page page = browser.desktop();
        String hourAgo = Instant.now().minus(Duration.ofHours(1)).toString();
        rewrite(page, html -> html.replaceAll("data-written=\"[^\"]*\"", "data-written=\"" + hourAgo + "\""));
        open(page);
        page.waitForFunction("() => document.querySelector('.next [data-countdown]').textContent.startsWith('in 4 h')");
        assertThat(page.locator("#clock").isHidden()).isTrue();
    }

    @Test
    void onAPageThatMayBeOldTheChainHasGoneOnWithTheServersClock(Browser browser) {
        Page page = browser.desktop();
        open(page);
        stores.down(true);
        try {
            readFromTheStore(page);
            open(page);
            assertThat(page.locator("[data-stale]").count()).isEqualTo(1);
            assertThat(page.locator(".locked [data-countdown]").getAttribute("data-passed"))
                    .isEqualTo("should be released by now");
        } finally {
            stores.down(false);
        }
        readFromTheStore(page);
        String later = scene.head().time().plus(Duration.ofHours(1)).toString();
        String start = scene.head().time().toString();
        rewrite(
                page,
                html -> html.replaceAll("data-since=\"[^\"]*\"", "data-since=\"" + start + "\" data-stale")
                        .replaceAll("data-written=\"[^\"]*\"", "data-written=\"" + later + "\""));
        page.route("**/address/*", route -> {
            if (route.request().method().equals("HEAD")) {
                route.abort();
            } else {
                route.fallback();
            }
        });
        open(page);
        assertThat(countdown(page)).startsWith("in 4 h");
    }

    /** By which the server notices that the store is away, or back. */
    private void readFromTheStore(Page page) {
        page.request().get(server.resolve("/api/v1/local/holds").toString());
    }

    /** Nobody answers whether the page is still true: these tests are of one page, as it goes on by itself. */
    private void open(Page page) {
        page.route("**/live", route -> {});
        page.navigate(server.resolve("/local/address/" + ANN).toString());
    }

    private static void rewrite(Page page, UnaryOperator<String> change) {
        page.route("**/address/*", route -> {
            if (!route.request().method().equals("GET")) {
                route.resume();
                return;
            }
            var answer = route.fetch();
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(change.apply(answer.text())));
        });
    }

    private static String countdown(Page page) {
        return page.locator(".next [data-countdown]").innerText();
    }

    private static void assertCountsDown(Page page) {
        assertThat(page.locator("[data-countdown]").allInnerTexts())
                .isNotEmpty()
                .allSatisfy(text -> assertThat(text).startsWith("in 5 h 1"));
    }

    private static String httpDate(Duration later) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plus(later).atOffset(ZoneOffset.UTC));
    }
}

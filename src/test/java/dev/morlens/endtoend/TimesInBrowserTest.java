package dev.morlens.endtoend;

import static java.time.ZoneOffset.UTC;
import static java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.browser.VisitorsClock;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Countdowns and ages are right whatever the visitor's clock says. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class TimesInBrowserTest extends CountdownPageTest {

    private static final String RELEASED = "released: reload to see it as claimable";
    private static final Duration SIX_HOURS = Duration.ofHours(6);

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

    /** While the machine sleeps, some monotonic clocks stand still, and the server's and the visitor's go on. */
    @Test
    void aMachineThatSleptCatchesUp(Browser browser) {
        Page page = browser.desktop();
        VisitorsClock clock = VisitorsClock.of(page, Duration.ZERO);
        var later =
                Map.of("Date", RFC_1123_DATE_TIME.format(OffsetDateTime.now(UTC).plus(SIX_HOURS)));
        onHead(page, route -> route.fulfill(new Route.FulfillOptions().setHeaders(later)));
        open(page);
        assertCountsDown(page);
        clock.set(SIX_HOURS);
        page.waitForResponse(TIME, () -> clock.run(A_TICK));
        clock.run(A_TICK);
        page.waitForFunction("said => document.querySelector('.next [data-countdown]').textContent === said", RELEASED);
        assertThat(page.locator("#clock").isHidden()).isTrue();
    }

    @Test
    void aPageOutOfTheBrowsersCacheIsAsOldAsItIs(Browser browser) {
        Page page = browser.desktop();
        VisitorsClock clock = VisitorsClock.of(page, Duration.ZERO);
        String hourAgo = Instant.now().minus(Duration.ofHours(1)).toString();
        rewrite(page, html -> html.replaceAll("data-written=\"[^\"]*\"", "data-written=\"" + hourAgo + "\""));
        page.waitForResponse(TIME, () -> open(page));
        clock.run(A_TICK);
        page.waitForFunction("() => document.querySelector('.next [data-countdown]').textContent.startsWith('in 4 h')");
        assertThat(page.locator("#clock").isHidden()).isTrue();
    }

    @Test
    void onAPageThatMayBeOldNothingIsCountedAndTheChainHasGoneOnWithTheServersClock(Browser browser) {
        Page page = browser.desktop();
        open(page);
        stores.down(true);
        try {
            readFromTheStore(page);
            open(page);
            assertThat(page.locator("[data-stale]").count()).isEqualTo(1);
            assertThat(page.locator("[data-countdown]").count())
                    .as("counting from a block that may be old")
                    .isZero();
            assertThat(page.locator("main").textContent()).contains("at that block");
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
        onHead(page, Route::abort);
        open(page);
        assertThat(countdown(page)).startsWith("in 4 h");
    }

    /** By which the server notices that the store is away, or back. */
    private void readFromTheStore(Page page) {
        page.request().get(server.resolve("/api/v1/local/holds").toString());
    }

    /** What becomes of a question for the server's time. */
    private static void onHead(Page page, Consumer<Route> answer) {
        page.route("**/address/*", route -> {
            if (route.request().method().equals("HEAD")) {
                answer.accept(route);
            } else {
                route.fallback();
            }
        });
    }

    private static void rewrite(Page page, UnaryOperator<String> change) {
        page.route("**/address/*", route -> {
            if (!route.request().method().equals("GET")) {
                route.fallback();
                return;
            }
            var answer = route.fetch();
            route.fulfill(new Route.FulfillOptions().setResponse(answer).setBody(change.apply(answer.text())));
        });
    }
}

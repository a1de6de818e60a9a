package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.morlens.testing.Announcements;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.browser.VisitorsClock;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A visitor's clock that is hours off decides nothing, and is spoken of once. */
@QuarkusTest
@TestProfile(SceneProfile.class)
class WrongClockInBrowserTest extends CountdownPageTest {

    private static final String SAYS_SO = "() => !document.getElementById('clock').hidden";
    private static final String AHEAD = "clock is (15 h 59|16 h 0) min ahead of";
    private static final String BEHIND = "clock is (15 h 59|16 h 0) min behind";

    private static final Duration SOME_TICKS = Duration.ofSeconds(5);

    @Test
    void aClockThatIsHoursAheadReleasesNothingAndIsSpokenOfOnce(Browser browser) {
        assertIsSpokenOfOnceOnEachLoad(browser.desktop(), Duration.ofHours(16), AHEAD);
    }

    @Test
    @Tag("soak")
    void aClockThatIsHoursBehindReleasesNothingAndIsSpokenOfOnce(Browser browser) {
        assertIsSpokenOfOnceOnEachLoad(browser.desktop(), Duration.ofHours(-16), BEHIND);
    }

    private void assertIsSpokenOfOnceOnEachLoad(Page page, Duration ahead, String said) {
        VisitorsClock clock = VisitorsClock.of(page, ahead);
        Announcements announcements = Announcements.of(page);
        for (int load = 0; load < 2; load++) {
            open(page);
            page.waitForFunction(SAYS_SO);
            clock.run(SOME_TICKS);
            assertCountsDown(page);
            assertThat(page.locator("#clock").innerText()).containsPattern(said);
            assertThat(announcements.all())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .containsPattern(said);
        }
    }

    @Test
    void aClockThatIsSetWhileThePageIsOpenReleasesNothing(Browser browser) {
        Page page = browser.desktop();
        VisitorsClock clock = VisitorsClock.of(page, Duration.ZERO);
        Announcements announcements = Announcements.of(page);
        open(page);
        assertCountsDown(page);
        clock.set(Duration.ofHours(16));
        clock.run(A_TICK);
        page.waitForFunction(SAYS_SO);
        clock.run(SOME_TICKS);
        assertCountsDown(page);
        assertThat(page.locator("#clock").innerText()).containsPattern(AHEAD);
        clock.set(Duration.ofHours(-16));
        page.waitForResponse(TIME, () -> clock.run(A_TICK));
        clock.run(SOME_TICKS);
        page.waitForFunction("() => document.getElementById('clock').textContent.includes('behind')");
        assertThat(page.locator("#clock").innerText()).containsPattern(BEHIND);
        assertCountsDown(page);
        assertThat(announcements.all()).as("what is said aloud").hasSize(1);
        browser.screenshotInSoak(page, "clock");
    }
}

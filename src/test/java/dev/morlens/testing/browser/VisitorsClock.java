package dev.morlens.testing.browser;

import com.microsoft.playwright.Page;
import java.time.Duration;

/** A visitor's clock that is wrong or gets set. The page's timers run when the test says so, and also by themselves. */
public final class VisitorsClock {

    /** Moves {@code Date} by what is in {@code window.off}, and lets the monotonic clock be. */
    private static final String MOVED = """
            window.off = %d;
            const RealDate = Date;
            window.Date = class extends RealDate {
              constructor(...given) { given.length ? super(...given) : super(RealDate.now() + window.off); }
              static now() { return RealDate.now() + window.off; }
            };""";

    private final Page page;

    private VisitorsClock(Page page) {
        this.page = page;
    }

    /**
     * From the next page that is opened on.
     *
     * @param ahead of this machine's clock; negative if behind
     */
    public static VisitorsClock of(Page page, Duration ahead) {
        page.clock().install();
        page.addInitScript(MOVED.formatted(ahead.toMillis()));
        return new VisitorsClock(page);
    }

    public void set(Duration ahead) {
        page.evaluate("ahead => window.off = ahead", (double) ahead.toMillis());
    }

    /** Lets the page's timers come to their time, and time pass. */
    public void run(Duration time) {
        page.clock().runFor(time.toMillis());
    }
}

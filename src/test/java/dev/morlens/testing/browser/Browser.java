package dev.morlens.testing.browser;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.ColorScheme;
import dev.failsafe.Failsafe;
import dev.failsafe.RetryPolicy;
import dev.morlens.testing.Counts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives a test a real browser: {@code @ExtendWith(Browser.Extension.class)} and a parameter {@code Browser}. Chromium
 * starts once for all tests; each page has a profile of its own, closed after the test. Screenshots go to
 * {@code target/screenshots}.
 */
public final class Browser {

    private static final Path SCREENSHOTS = Path.of("target/screenshots");

    /** On a busy machine Chromium may fail to paint in time; a picture proves nothing, so it may try again. */
    private static final RetryPolicy<Object> AGAIN = RetryPolicy.builder()
            .handle(PlaywrightException.class)
            .withMaxRetries(3)
            .withDelay(Duration.ofSeconds(1))
            .build();

    /** What a server on this machine is called by people elsewhere, to whose browsers it is no secure context. */
    public static final String ELSEWHERE = Chromium.ELSEWHERE;

    private final com.microsoft.playwright.Browser chromium;

    private Browser(com.microsoft.playwright.Browser chromium) {
        this.chromium = chromium;
    }

    /** A light desktop window. */
    public Page desktop() {
        return open(window(1280, 900));
    }

    /** The same at night. */
    public Page dark() {
        return open(window(1280, 900).setColorScheme(ColorScheme.DARK));
    }

    /** A phone, 390 pixels wide. */
    public Page phone() {
        return open(window(390, 844).setIsMobile(true).setHasTouch(true).setDeviceScaleFactor(2));
    }

    /** A desktop window of somebody who forbids scripts. */
    public Page withoutScripts() {
        return open(window(1280, 900).setJavaScriptEnabled(false));
    }

    /** A desktop window of somebody who knows that nobody vouches for the tests' own certificate. */
    public Page behindTls() {
        return open(window(1280, 900).setIgnoreHTTPSErrors(true));
    }

    /** The whole page as {@code target/screenshots/NAME.png}. */
    public Path screenshot(Page page, String name) {
        Path file = SCREENSHOTS.resolve(name + ".png");
        Failsafe.with(AGAIN)
                .run(() -> page.screenshot(
                        new Page.ScreenshotOptions().setPath(file).setFullPage(true)));
        return file;
    }

    /** The same in the soak only: half a second each, for people to look at, in tests that say all they know otherwise. */
    public void screenshotInSoak(Page page, String name) {
        if (Counts.areFull()) {
            screenshot(page, name);
        }
    }

    /** By how many pixels the page is wider than its window: 0 where nobody has to scroll sideways. */
    public static int sidewaysScroll(Page page) {
        return (int) page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }

    private Page open(com.microsoft.playwright.Browser.NewContextOptions window) {
        return chromium.newContext(window).newPage();
    }

    private static com.microsoft.playwright.Browser.NewContextOptions window(int width, int height) {
        return new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setColorScheme(ColorScheme.LIGHT)
                .setLocale("en-GB")
                .setTimezoneId("Europe/Berlin");
    }

    /** Starts the browser for the first test that asks for it and ends it with the last one. */
    public static final class Extension implements ParameterResolver, AfterEachCallback {

        private static final Namespace NAMESPACE = Namespace.create(Browser.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return running(context).browser();
        }

        @Override
        public void afterEach(ExtensionContext context) {
            running(context).browser().chromium.contexts().forEach(com.microsoft.playwright.BrowserContext::close);
        }

        private static Running running(ExtensionContext context) {
            return context.getRoot()
                    .getStore(NAMESPACE)
                    .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
        }
    }

    private record Running(Playwright playwright, Browser browser) implements AutoCloseable {

        static Running start() {
            try {
                Chromium installed = Chromium.install();
                Playwright playwright = Playwright.create(
                        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                return new Running(playwright, new Browser(playwright.chromium().launch(installed.launchOptions())));
            } catch (IOException e) {
                throw new IllegalStateException("no browser: " + e.getMessage(), e);
            }
        }

        @Override
        public void close() {
            playwright.close();
        }
    }
}

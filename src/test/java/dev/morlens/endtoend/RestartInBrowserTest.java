package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.morlens.store.embedded.EmbeddedServers;
import dev.morlens.testing.Announcements;
import dev.morlens.testing.Counts;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.DevChain;
import dev.morlens.testing.proxy.FrontProxy;
import dev.morlens.testing.proxy.Nginx;
import dev.morlens.testing.server.PackagedServer;
import dev.morlens.testing.server.RawHttp;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server as it is shipped ends behind a proxy and comes back as another process; a page stays open meanwhile. */
@Tag("packaged")
@Tag("soak")
@EnabledIfSystemProperty(named = "test.packaged", matches = "true")
@ExtendWith(Browser.Extension.class)
class RestartInBrowserTest {

    private static final Path HOME = Path.of("target", "test-restart").toAbsolutePath();

    /** Once the page says that nothing answers. */
    private static final Duration AWAY = Duration.ofSeconds(3);

    private static final Duration WITHIN = Duration.ofSeconds(30);
    private static final int TERMINATED = 128 + 15;
    private static final int KILLED = 128 + 9;

    private static final String STRANGER = "00000000000000000000000000000000000000aa";
    private static final String TRANSFER_ONE_MOR =
            "0xa9059cbb" + "0".repeat(24) + STRANGER + "%064x".formatted(1_000_000_000_000_000_000L);

    /** When the page first showed another total, in milliseconds since 1970. */
    private static final String WATCH = """
            () => {
              window.isTheSamePage = true;
              const before = document.getElementById("total").innerText;
              new MutationObserver(() => {
                if (document.getElementById("total").innerText !== before) window.freshAt ??= Date.now();
              }).observe(document.getElementById("main"), { childList: true, subtree: true });
            }""";

    private static DevChain chain;
    private static String owner;

    private PackagedServer server;

    /** Whether it is told to end and ends in order, or is not told. */
    private enum End {
        SIGTERM(TERMINATED),
        SIGKILL(KILLED);

        private final int code;

        End(int code) {
            this.code = code;
        }
    }

    @BeforeAll
    static void startChain() {
        chain = DevChain.start(17, "--ends-now");
        chain.play(40);
        owner = chain.scenario("quiet-wallet").get("made").get("user").asText();
    }

    @AfterAll
    static void stopChain() {
        chain.close();
    }

    @BeforeEach
    void startTheFirst() throws Exception {
        EmbeddedServers.remove(HOME);
        server = start(Map.of());
    }

    @AfterEach
    void stopTheLast() throws Exception {
        server.terminate();
        server.exitWithin(WITHIN);
        server.close();
        EmbeddedServers.remove(HOME);
    }

    @ParameterizedTest
    @CsvSource({"SIGTERM, TLS proxy", "SIGKILL, TLS proxy", "SIGTERM, nginx", "SIGKILL, nginx"})
    void anOpenPageSaysThatItIsNotLiveAndIsFreshOnceAnotherProcessServesTheSameData(
            End end, String proxyName, Browser browser) throws Exception {
        int port = server.uri().getPort();
        try (AutoCloseable proxy = proxyName.equals("nginx") ? Nginx.before(port) : FrontProxy.tls(port)) {
            Page page = browser.behindTls();
            AtomicInteger refused = new AtomicInteger();
            page.onResponse(answer -> refused.addAndGet(answer.status() == 502 ? 1 : 0));
            String url = "https://localhost:" + port(proxy) + "/local/address/" + owner;
            Announcements announcements = Announcements.of(page);
            page.waitForResponse("**/live", () -> page.navigate(url));
            // Once it asks again, it has read the first answer.
            page.waitForResponse("**/live", () -> {});
            page.evaluate(WATCH);

            assertSaysThatItIsNotLiveAfter(end, page);
            assertThat(refused.get()).as("answers of 502").isGreaterThan(1);

            Future<Instant> ready = readiness(server.uri());
            server = start(Map.of("quarkus.http.port", String.valueOf(port)));
            assertIsFreshWithoutALoad(page, announcements);
            assertThat(total(page)).isEqualTo(totalForWhoComesNow(browser, url));
            Counts.say("restart by %s behind %s: %d answers of 502, fresh figures %.1f s after readiness"
                    .formatted(end, proxyName, refused.get(), secondsAfter(ready.get(), page)));
        }
    }

    /** Meanwhile MOR moves that it cannot show. */
    private void assertSaysThatItIsNotLiveAfter(End end, Page page) throws InterruptedException {
        String before = total(page);
        end(end);
        payOneMor();
        Locator line = page.locator(".lost");
        line.waitFor();
        page.waitForTimeout(AWAY.toMillis());
        assertThat(line.innerText()).containsPattern("Not live since \\d\\d:\\d\\d UTC");
        assertThat(total(page)).isEqualTo(before);
    }

    private static void assertIsFreshWithoutALoad(Page page, Announcements announcements) {
        page.waitForFunction("() => window.freshAt");
        page.locator(".lost").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
        assertThat(announcements.all()).anySatisfy(said -> assertThat(said).startsWith("Live again"));
        assertThat(announcements.all().getLast()).endsWith(total(page) + " MOR");
        assertThat(page.evaluate("window.isTheSamePage")).isEqualTo(true);
    }

    /** As it is shipped, with its own embedded database and the pauses that its pages have outside tests. */
    private static PackagedServer start(Map<String, String> special) throws Exception {
        Map<String, String> settings = new HashMap<>(special);
        settings.put("morlens.database.directory", HOME.resolve("pg18").toString());
        settings.put("morlens.networks.local.close-rules", String.join(",", chain.closeRules()));
        settings.put("morlens.indexer.poll-interval", "200ms");
        settings.put("morlens.shutdown.delay", "1s");
        return PackagedServer.start("restart", chain.network("local"), chain.rpcUrl(), settings);
    }

    private void end(End end) throws InterruptedException {
        if (end == End.SIGTERM) {
            server.terminate();
        } else {
            server.kill();
        }
        assertThat(server.exitWithin(WITHIN)).isEqualTo(end.code);
        server.close();
    }

    private static void payOneMor() {
        String token = chain.network("local").token().toString();
        chain.rpc(
                "eth_sendTransaction",
                Map.of("from", owner, "to", token, "data", TRANSFER_ONE_MOR, "gas", "0x100000", "gasPrice", "0x0"));
        chain.mine(1);
    }

    /** When a server, which is about to start, first says that it is ready. */
    private static Future<Instant> readiness(URI server) {
        FutureTask<Instant> ready = new FutureTask<>(() -> {
            while (!isReady(server)) {
                Thread.sleep(50);
            }
            return Instant.now();
        });
        Thread.ofVirtual().start(ready);
        return ready;
    }

    private static boolean isReady(URI server) {
        try {
            return RawHttp.get(server.getPort(), "127.0.0.1", "/q/health/ready").status() == 200;
        } catch (IOException doesNotListenYet) {
            return false;
        }
    }

    private static double secondsAfter(Instant ready, Page page) {
        long fresh = ((Number) page.evaluate("window.freshAt")).longValue();
        return (fresh - ready.toEpochMilli()) / 1e3;
    }

    private static String totalForWhoComesNow(Browser browser, String url) {
        Page page = browser.behindTls();
        page.navigate(url);
        return total(page);
    }

    private static int port(AutoCloseable proxy) {
        return proxy instanceof Nginx nginx ? nginx.port() : ((FrontProxy) proxy).port();
    }

    private static String total(Page page) {
        return page.locator("#total").innerText();
    }
}

package dev.morlens.endtoend;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static dev.morlens.testing.scene.Cast.PAT;
import static dev.morlens.testing.scene.Scene.milliMor;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import dev.morlens.chain.value.Address;
import dev.morlens.position.subscribe.PositionSubscriptions;
import dev.morlens.store.feed.HeadChanged;
import dev.morlens.testing.Counts;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many tabs of one browser, over plain HTTP/1.1 and from elsewhere: what a browser then grants least to. */
@QuarkusTest
@TestProfile(SceneProfile.class)
@ExtendWith(Browser.Extension.class)
class OpenTabsTest {

    /** More than the six connections that a browser has to a server, in any case. */
    private static final int TABS = Math.max(7, Counts.of(20));

    private static final List<String> NETWORKS = List.of(SceneProfile.NETWORK, SceneProfile.OTHER);
    private static final List<Address> ADDRESSES = List.of(ANN, BEN, PAT);

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    @Inject
    Event<HeadChanged> landings;

    @Inject
    PositionSubscriptions positionSubscriptions;

    private final Map<String, Scene> scenes = Map.of(
            SceneProfile.NETWORK, Cast.act(SceneProfile.NETWORK).scene(),
            SceneProfile.OTHER, Cast.act(SceneProfile.OTHER).scene());

    @BeforeEach
    void show() {
        scenes.forEach(stores::show);
        land();
    }

    private void land() {
        scenes.forEach(
                (network, scene) -> landings.fire(new HeadChanged(network, scene.head(), Set.copyOf(ADDRESSES))));
    }

    private void moveMorOfAll() {
        scenes.values().forEach(scene -> {
            scene.mint(ANN, milliMor(1_000));
            scene.mint(BEN, milliMor(2_000));
            scene.mint(PAT, milliMor(3_000));
        });
        land();
    }

    @Test
    void anyNumberOfTabsLoadsAndShowsTheNextBlockAndOneThatNobodySeesAsksNothing(Browser browser) {
        BrowserContext context = browser.desktop().context();
        Map<Page, String> before = new LinkedHashMap<>();
        for (int i = 0; i < TABS; i++) {
            Page tab = context.newPage();
            String page = page(NETWORKS.get(i % NETWORKS.size()), ADDRESSES.get(i % ADDRESSES.size()));
            tab.navigate(page, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
            before.put(tab, "");
        }
        before.replaceAll((tab, unknown) -> total(tab));
        assertThat(before.keySet())
                .allSatisfy(tab -> assertThat(tab.evaluate("isSecureContext")).isEqualTo(false));
        moveMorOfAll();
        before.forEach(OpenTabsTest::waitForAnother);
        assertThat(positionSubscriptions.listeners())
                .as("streams that hold a connection")
                .isLessThanOrEqualTo(2);
        assertAsksNothingWhileNobodySeesIt(before.keySet().iterator().next());
        context.newPage().navigate("http://" + Browser.ELSEWHERE + ":" + server.getPort() + "/");
    }

    private void assertAsksNothingWhileNobodySeesIt(Page tab) {
        AtomicInteger asked = new AtomicInteger();
        tab.onRequest(request -> asked.addAndGet(request.url().endsWith("/live") ? 1 : 0));
        tab.waitForCondition(() -> asked.get() >= 2);
        String before = total(tab);
        hide(tab, true);
        // What is under way ends.
        tab.waitForTimeout(150);
        int soFar = asked.get();
        moveMorOfAll();
        tab.waitForTimeout(400);
        assertThat(asked.get()).isEqualTo(soFar);
        assertThat(total(tab)).isEqualTo(before);
        hide(tab, false);
        waitForAnother(tab, before);
    }

    /** Nobody looks at a window without a screen: it is always taken for seen. */
    private static void hide(Page tab, boolean isHidden) {
        tab.evaluate("""
                isHidden => {
                  Object.defineProperty(document, "hidden", { configurable: true, get: () => isHidden });
                  document.dispatchEvent(new Event("visibilitychange"));
                }
                """, isHidden);
    }

    private static void waitForAnother(Page tab, String total) {
        tab.waitForFunction("total => document.getElementById('total').innerText !== total", total);
    }

    private static String total(Page tab) {
        return tab.locator("#total").innerText();
    }

    private String page(String network, Address address) {
        return "http://%s:%d/%s/address/%s".formatted(Browser.ELSEWHERE, server.getPort(), network, address);
    }
}

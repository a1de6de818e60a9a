package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.proxy.FrontProxy;
import dev.morlens.testing.proxy.Nginx;
import dev.morlens.testing.scene.Cast;
import dev.morlens.testing.scene.FakeStores;
import dev.morlens.testing.scene.SceneProfile;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The pages as people reach them: over TLS, on any port, through a proxy of which the server knows nothing. */
@QuarkusTest
@TestProfile(SceneProfile.class)
@ExtendWith(Browser.Extension.class)
class BehindProxyTest {

    @TestHTTPResource("/")
    URI server;

    @Inject
    FakeStores stores;

    private final Cast cast = Cast.act("local");

    @BeforeEach
    void show() {
        stores.show("local", cast.scene());
    }

    @Test
    void theSearchLeadsToAPageBehindTls(Browser browser) throws Exception {
        try (FrontProxy proxy = FrontProxy.tls(server.getPort())) {
            assertSearchWorks(browser, proxy.port());
        }
    }

    @Test
    void theSearchLeadsToAPageBehindNginxAsIsAdvised(Browser browser) throws Exception {
        try (Nginx nginx = Nginx.before(server.getPort())) {
            assertSearchWorks(browser, nginx.port());
        }
    }

    private void assertSearchWorks(Browser browser, int port) {
        Page page = browser.behindTls();
        String home = "https://localhost:" + port + "/";
        page.navigate(home);
        page.locator("#q").fill(cast.running().toString());
        page.locator("#q").press("Enter");
        page.waitForURL(home + "local/session/" + cast.running());
        assertThat(page.locator("h1").isVisible()).isTrue();
    }
}

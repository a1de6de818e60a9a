package dev.morlens.endtoend;

import static dev.morlens.testing.scene.Cast.ANN;
import static dev.morlens.testing.scene.Cast.BEN;
import static dev.morlens.testing.scene.Scene.milliMor;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.morlens.chain.value.Address;
import dev.morlens.store.feed.HeadChanged;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An open page follows the chain, can be copied from, read on a telephone and printed. */
@QuarkusTest
@TestProfile(SceneProfile.class)
@ExtendWith(Browser.Extension.class)
class LiveInBrowserTest {

    private static final Pattern PRINTED_PAGE = Pattern.compile("/Type\\s*/Page[^s]");

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

    private void land(Address... touched) {
        landings.fire(new HeadChanged("local", scene.head(), Set.of(touched)));
    }

    @Test
    void aBlockThatMovesMorChangesTheOpenPageWithoutALoad(Browser browser) {
        Page page = opened(browser);
        String before = page.locator("#total").innerText();
        page.evaluate("window.isTheSamePage = true");
        scene.transfer(ANN, BEN, milliMor(1_000_000));
        land(ANN, BEN);
        page.waitForFunction("before => document.getElementById('total').innerText !== before", before);
        assertThat(page.evaluate("window.isTheSamePage")).isEqualTo(true);
        assertThat(page.locator("#news").innerText())
                .contains(page.locator("#total").innerText());
    }

    @Test
    void aHoldThatMaturesTurnsClaimableOnTheOpenPage(Browser browser) {
        Page page = opened(browser);
        String before = page.locator("main").innerText();
        scene.mine(Instant.parse("2026-11-24T00:00:00Z"));
        land();
        page.waitForFunction("before => document.getElementById('main').innerText !== before", before);
        assertThat(page.locator("main").innerText()).containsIgnoringCase("claim");
        assertThat(page.locator("[data-countdown]").count()).isZero();
    }

    @Test
    void whatIsOpenedStaysOpenAndStillShowsTheNewBlock(Browser browser) {
        Page page = opened(browser);
        Locator proofs = page.locator(".findings details.proof");
        int findings = proofs.count();
        for (int i = 0; i < findings; i++) {
            proofs.nth(i).locator("summary").click();
        }
        String before = page.locator(".answer").innerText();
        scene.mine(Instant.parse("2026-11-24T00:00:00Z"));
        land();
        page.waitForFunction("before => document.querySelector('.answer').innerText !== before", before);
        String claimable = page.locator("[data-bucket=claim]").innerText();
        assertThat(page.locator(".findings").innerText()).contains(claimable + " MOR can be claimed now");
        assertThat(page.locator(".findings details.proof[open]").allInnerTexts())
                .as("what was opened, at the new block")
                .isNotEmpty()
                .allSatisfy(proof ->
                        assertThat(proof).contains("block " + scene.head().number()));
    }

    @Test
    void copyButtonsCopy(Browser browser) {
        Page page = opened(browser);
        page.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
        page.locator(".who button[data-copy]").click();
        page.waitForFunction(
                "expected => navigator.clipboard.readText().then(text => text === expected)", ANN.toString());
    }

    @Test
    void theDiagnosisIsReadableOnATelephoneAndPrintsOnOnePage(Browser browser) {
        Page phone = browser.phone();
        phone.navigate(addressPage());
        assertThat(phone.locator(".finding").first().isVisible()).isTrue();
        assertThat(Browser.sidewaysScroll(phone)).isZero();
        browser.screenshot(phone, "diagnosis-phone");
        Page desktop = browser.desktop();
        desktop.navigate(addressPage());
        byte[] pdf =
                desktop.pdf(new Page.PdfOptions().setFormat("A4").setPath(Path.of("target/screenshots/diagnosis.pdf")));
        assertThat(PRINTED_PAGE
                        .matcher(new String(pdf, StandardCharsets.ISO_8859_1))
                        .results()
                        .count())
                .isEqualTo(1);
    }

    private Page opened(Browser browser) {
        Page page = browser.desktop();
        page.navigate(addressPage());
        return page;
    }

    private String addressPage() {
        return server.resolve("/local/address/" + ANN).toString();
    }
}

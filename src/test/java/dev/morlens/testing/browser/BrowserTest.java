package dev.morlens.testing.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Browser.Extension.class)
class BrowserTest {

    private static final String WIDE = "<p style='width:100px'>narrow</p><div style='width:3000px'>wide</div>";

    @Test
    void aPageShowsItsTextAndIsKeptAsAPicture(Browser browser) {
        Page page = browser.desktop();
        page.setContent("<h1>3.25 MOR</h1>");
        Path picture = browser.screenshot(page, "browser-starts");
        assertThat(page.locator("h1").innerText()).isEqualTo("3.25 MOR");
        assertThat(picture).isNotEmptyFile();
    }

    @Test
    void aPageWiderThanThePhoneIsNoticed(Browser browser) {
        Page page = browser.phone();
        page.setContent(WIDE);
        assertThat(Browser.sidewaysScroll(page)).isPositive();
    }

    @Test
    void scriptsDoNotRunWhereTheyAreForbidden(Browser browser) {
        Page page = browser.withoutScripts();
        page.setContent("<p>plain</p><script>document.querySelector('p').textContent = 'scripted'</script>");
        assertThat(page.locator("p").innerText()).isEqualTo("plain");
    }

    @Test
    void darkPreferenceReachesThePage(Browser browser) {
        Page page = browser.dark();
        page.setContent(
                "<style>p{display:none} @media (prefers-color-scheme: dark){p{display:block}}</style><p>night</p>");
        assertThat(page.locator("p").isVisible()).isTrue();
    }
}

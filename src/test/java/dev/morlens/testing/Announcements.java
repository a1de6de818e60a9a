package dev.morlens.testing;

import com.microsoft.playwright.Page;
import java.util.List;

/** What a page's status line tells those who listen, each time that it tells something. */
public final class Announcements {

    private static final String LISTEN = """
            window.announced = [];
            document.addEventListener("DOMContentLoaded", () => {
              const news = document.getElementById("news");
              new MutationObserver(() => news.textContent && window.announced.push(news.textContent))
                .observe(news, { childList: true });
            });""";

    private final Page page;

    private Announcements(Page page) {
        this.page = page;
    }

    /** Of each page that is opened from now on. */
    public static Announcements of(Page page) {
        page.addInitScript(LISTEN);
        return new Announcements(page);
    }

    /** Since the page that is open was loaded. */
    @SuppressWarnings("unchecked")
    public List<String> all() {
        return (List<String>) page.evaluate("window.announced");
    }
}

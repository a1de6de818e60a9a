package dev.morlens.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitUntilState;
import dev.morlens.testing.Counts;
import dev.morlens.testing.browser.Browser;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What a screen reader and a feed reader are told of pages: names that say which, one title, the feeds. */
@QuarkusTest
class NamesInBrowserTest extends InBrowserTest {

    private static final Set<String> BUTTONS = Set.of("button", "DisclosureTriangle", "DisclosureTriangleGrouped");
    private static final int OF_A_KIND = 10;

    /** Of which there are pages in any case; in the soak all. */
    private static final Set<String> KINDS = Set.of(
            "/", "/local/address/*", "/local/address/*/actions", "/local/session/*", "/local/tx/*", "/local/models");

    /** By then its scripts, too, have done what they do at once. */
    private static final Page.NavigateOptions AS_SOON_AS_WRITTEN =
            new Page.NavigateOptions().setWaitUntil(WaitUntilState.DOMCONTENTLOADED);

    /** The pages on which names repeat: rows that take several transactions, and several sessions to close. */
    private static final List<String> SAMPLES = List.of("hold rows", "overdue");

    @Test
    void noTwoLinksOrButtonsOfAPageHaveOneNameAndDoDifferentThings(Browser browser) {
        Page page = browser.desktop();
        CDPSession tools = page.context().newCDPSession(page);
        Map<String, Integer> kinds = new TreeMap<>();
        Set<String> seen = new LinkedHashSet<>();
        Deque<String> ahead = begin();
        int chosen = ahead.size();
        List<String> trouble = new ArrayList<>();
        while (!ahead.isEmpty()) {
            String path = ahead.remove();
            boolean enough = kinds.getOrDefault(kind(path), 0) >= Counts.of(OF_A_KIND)
                    || !Counts.areFull() && !KINDS.contains(kind(path));
            if (!seen.add(path) || seen.size() > chosen && enough) {
                continue;
            }
            kinds.merge(kind(path), 1, Integer::sum);
            page.navigate(server.resolve(path).toString(), AS_SOON_AS_WRITTEN);
            trouble.addAll(ambiguous(path, names(tools)));
            // A feed reader takes any element of that name, also a chart's.
            List<String> titles = page.locator("title").allTextContents();
            if (titles.size() != 1) {
                trouble.add(path + ": titles " + titles);
            }
            ahead.addAll(links(page));
        }
        Counts.say("NamesInBrowserTest: looked at " + kinds);
        assertThat(kinds.keySet()).containsAll(KINDS);
        assertThat(trouble).isEmpty();
    }

    private static List<String> ambiguous(String path, Map<String, Set<String>> names) {
        return names.entrySet().stream()
                .filter(one -> one.getValue().size() > 1)
                .map(one -> path + ": '" + one.getKey() + "' " + one.getValue())
                .toList();
    }

    @Test
    void aFeedReaderFindsTheFeedAndACalendarTheCalendar(Browser browser) {
        Page page = browser.desktop();
        String address = LocalChain.sample("overdue");
        open(page, "address/" + address);
        assertThat(page.title()).isEqualTo("MOR of " + address);
        for (String type : List.of("application/atom+xml", "text/calendar")) {
            Locator link = page.locator("head link[rel=alternate][type='" + type + "']");
            assertThat(link.getAttribute("title")).contains(address);
            String found = server.resolve(link.getAttribute("href")).toString();
            APIResponse answer = page.request().get(found);
            assertThat(answer.status()).as(found).isEqualTo(200);
            assertThat(answer.headers().get("content-type")).startsWith(type);
        }
    }

    private Deque<String> begin() {
        Deque<String> paths = new ArrayDeque<>();
        for (String label : SAMPLES) {
            String address = "/" + network + "/address/" + LocalChain.sample(label);
            paths.add(address + "/actions");
            paths.add(address);
        }
        paths.add("/");
        return paths;
    }

    private static String kind(String path) {
        return path.replaceAll("0x[0-9a-fA-F]+", "*").replaceAll("\\?.*", "");
    }

    @SuppressWarnings("unchecked")
    private List<String> links(Page page) {
        var found = (List<String>) page.evaluate("[...document.querySelectorAll('a[href]')].map(link => link.href)");
        return found.stream()
                .map(URI::create)
                .filter(link -> server.getAuthority().equals(link.getAuthority()))
                .map(link -> link.getRawPath() + (link.getRawQuery() == null ? "" : "?" + link.getRawQuery()))
                .filter(path -> !path.startsWith("/api/") && !path.startsWith("/q/"))
                .toList();
    }

    /** By name, where links lead and which buttons have it, as Chromium tells a screen reader. */
    private static Map<String, Set<String>> names(CDPSession tools) {
        Map<String, Set<String>> names = new HashMap<>();
        tools.send("Accessibility.getFullAXTree").getAsJsonArray("nodes").forEach(element -> {
            JsonObject node = element.getAsJsonObject();
            String role = value(node, "role");
            boolean button = BUTTONS.contains(role);
            if (button || role.equals("link")) {
                String doing = button ? "button " + node.get("backendDOMNodeId") : url(node);
                names.computeIfAbsent(value(node, "name"), unknown -> new LinkedHashSet<>())
                        .add(doing);
            }
        });
        return names;
    }

    private static String value(JsonObject node, String field) {
        return node.has(field) ? node.getAsJsonObject(field).get("value").getAsString() : "";
    }

    private static String url(JsonObject link) {
        return StreamSupport.stream(link.getAsJsonArray("properties").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(property -> property.get("name").getAsString().equals("url"))
                .map(property -> property.getAsJsonObject("value").get("value").getAsString())
                .findFirst()
                .orElse("nowhere");
    }
}

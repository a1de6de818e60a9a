package dev.morlens.endtoend;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import dev.morlens.testing.Counts;
import dev.morlens.testing.browser.Crawl;
import dev.morlens.testing.chain.LocalChain;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A crawler comes to an end, is sent nowhere in vain, and leaves alone what it is asked to. */
@QuarkusTest
@QuarkusTestResource(value = LocalChain.class, restrictToAnnotatedClass = false)
class CrawlTest {

    /** Some thrice as many as there are. */
    private static final int MOST = Counts.of(4_000);

    /** Of those of which not every one has pages of each kind. */
    private static final int OF_A_LEADING_KIND = 6;

    private static final Pattern LEADS_ON = Pattern.compile("/(address|bid)/…$");

    private static final int OF_ANOTHER_KIND = 2;

    /** Of each kind of link that crawlers leave alone: calculators ask a node, which may be asked so much a minute. */
    private static final int SHUNNED = Counts.of(6);

    private static final List<String> KINDS = List.of(
            "/address/…",
            "/address/…/sessions",
            "/address/…/holds",
            "/address/…/movements",
            "/address/…/actions",
            "/session/…",
            "/tx/…",
            "/models",
            "/model/…",
            "/bid/…",
            "/bid/…/sessions",
            "/providers",
            "/provider/…",
            "/provider/…/sessions",
            "/calculator",
            "/protocol",
            "/status");

    /** A block lands every so many pages, as on a chain that lives. */
    private static final int PAGES_A_BLOCK = 25;

    /** A link of ours with a query: the past, another order, a form with something filled in. */
    private static final Pattern IS_A_VIEW = Pattern.compile("^(/[^?]*)?\\?");

    @TestHTTPResource("/")
    URI server;

    @ConfigProperty(name = "morlens.networks-served")
    String network;

    private final List<String> faults = new ArrayList<>();
    private int pages;

    @BeforeEach
    void waitForTheIndex() throws InterruptedException {
        Answers.caughtUp(server, network);
    }

    @Test
    void theSiteEndsAndNoLinkThatACrawlerFollowsIsRefused() throws IOException {
        long began = System.nanoTime();
        double before = secondsOfOthers();
        Crawl.Found found = Crawl.of(server, new Crawl.Limits(MOST, CrawlTest::ofAKind), this::look);
        double spent = secondsOfOthers() - before;
        Map<String, Long> kinds = found.answers().stream()
                .collect(Collectors.groupingBy(answer -> kind(answer.at()), TreeMap::new, Collectors.counting()));
        Counts.say("CrawlTest: %d addresses in %.1f s, of them %d pages; the server spent %.2f processor seconds; %s"
                .formatted(found.answers().size(), (System.nanoTime() - began) / 1e9, pages, spent, kinds));
        assertThat(found.answers())
                .filteredOn(answer -> answer.status() >= 300)
                .extracting(answer -> answer.status() + " " + answer.at() + " on " + answer.from())
                .isEmpty();
        assertThat(faults).isEmpty();
        assertThat(kinds.keySet())
                .containsAll(KINDS.stream().map(kind -> "/" + network + kind).toList());
        assertThat(kinds.keySet())
                .filteredOn(kind -> kind.startsWith("/api/"))
                .hasSize(2)
                .allMatch(kind -> kind.matches(".*(feed.atom|calendar.ics)"));
        assertThat(refused(found.shunned())).isEmpty();
    }

    /** In the soak all. */
    private static int ofAKind(String kind) {
        int few = LEADS_ON.matcher(kind).find() ? OF_A_LEADING_KIND : OF_ANOTHER_KIND;
        return Counts.areFull() ? MOST : few;
    }

    /** A person may follow what a crawler must not. */
    private List<String> refused(Map<URI, URI> links) throws IOException {
        List<URI> order = new ArrayList<>(links.keySet());
        Collections.shuffle(order, new Random(Counts.seed("CrawlTest")));
        Map<String, Integer> asked = new HashMap<>();
        List<String> refused = new ArrayList<>();
        for (URI link : order) {
            if (asked.merge(kind(link), 1, Integer::sum) <= SHUNNED) {
                int status = Crawl.status(link);
                if (status >= 400) {
                    refused.add(status + " " + link + " on " + links.get(link));
                }
            }
        }
        Counts.say("CrawlTest: of %d links that crawlers leave alone: %s".formatted(order.size(), asked));
        return refused;
    }

    @Test
    void assistantsThatFetchWhatAPersonAsksForMayReadAll() throws IOException {
        String robots = given().get("/robots.txt")
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .extract()
                .asString();
        BaseRobotRules rules = new SimpleRobotRulesParser()
                .parseContent(
                        server.resolve("/robots.txt").toString(),
                        robots.getBytes(UTF_8),
                        "text/plain",
                        List.of("claude-user"));
        assertThat(rules.isAllowed(server.resolve("/api/v1/search?q=x").toString()))
                .isTrue();
    }

    /** Whoever comes by a link from elsewhere finds out which page it is a view of. */
    @ParameterizedTest
    @ValueSource(strings = {"", "/sessions", "/holds", "/movements"})
    void aPageOfThePastNamesTheOneOfNow(String list) throws IOException {
        String path = "/" + network + "/address/" + LocalChain.sample("300 hold rows") + list;
        for (String when :
                List.of("?block=100", "?at=" + LocalChain.chain().block("0x64").time())) {
            String page = given().get(path + when).asString();
            assertThat(Jsoup.parse(page).select("link[rel=canonical]").eachAttr("href"))
                    .containsExactly(path);
        }
    }

    private void look(Crawl.Page page) {
        if (++pages % PAGES_A_BLOCK == 0) {
            LocalChain.chain().mine(1);
        }
        String block = page.html().select(".asof .mono").text();
        for (Element link : page.html().select("a[href]")) {
            String to = link.attr("href");
            boolean more = List.of(link.attr("rel").split(" ")).contains("next");
            if (IS_A_VIEW.matcher(to).find() && !more && Crawl.mayBeFollowed(link)) {
                faults.add(page.at() + " lets crawlers follow " + to);
            }
            if (to.endsWith("?block=" + block)) {
                faults.add(page.at() + " links to its own block: " + to);
            }
        }
        for (Element canonical : page.html().select("link[rel=canonical]")) {
            if (!canonical.attr("href").equals(page.at().getPath())) {
                faults.add(page.at() + " is linked, and says that it is another: " + canonical.attr("href"));
            }
        }
    }

    /** With the names of what is in its query. */
    private static String kind(URI at) {
        String query = at.getQuery() == null ? "" : "?" + at.getQuery().replaceAll("=[^&]*", "");
        return Crawl.kind(URI.create(at.getPath())) + query;
    }

    /** Processor time of this process without this thread's, which crawls. */
    private static double secondsOfOthers() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var threads = ManagementFactory.getThreadMXBean();
        return (system.getProcessCpuTime() - threads.getCurrentThreadCpuTime()) / 1e9;
    }
}

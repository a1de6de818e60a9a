package dev.morlens.testing.browser;

import crawlercommons.robots.BaseRobotRules;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/**
 * A crawler as a search engine has it: breadth first from the entrance, each address once, on one host, by robots.txt (RFC
 * 9309, as somebody else's parser reads it) and without links that say nofollow. It reads pages, feeds and calendars.
 */
public final class Crawl {

    /** As crawlers are named in robots.txt that it does not name. */
    private static final String NAME = "test-crawler";

    private static final Pattern LINK_IN_CALENDAR = Pattern.compile("(?m)^URL[^:]*:(\\S+)");
    private static final String FOLD = "\r\n ";

    private final URI site;
    private final Limits limits;
    private final Consumer<Page> look;
    private final BaseRobotRules rules;
    private final Queue<URI> ahead = new ArrayDeque<>();
    private final Map<URI, URI> linkedFrom = new LinkedHashMap<>();
    private final List<Answer> answers = new ArrayList<>();
    private final Map<URI, URI> shunned = new LinkedHashMap<>();
    private final Map<String, Integer> met = new HashMap<>();

    /**
     * @param most addresses in all: it fails if there are more
     * @param ofAKind how many addresses that differ only by an id, by their {@link #kind}; those with a query count as a
     *     kind each
     */
    public record Limits(int most, ToIntFunction<String> ofAKind) {}

    /** What a link that was followed came to. */
    public record Answer(URI at, URI from, int status, String type, byte[] body) {}

    private record Link(URI to, boolean follow) {}

    /** A page in HTML. */
    public record Page(URI at, Document html) {}

    /**
     * @param answers of all that was asked, in order
     * @param shunned what was not asked for the sake of robots.txt or nofollow, and where it was linked
     */
    public record Found(List<Answer> answers, Map<URI, URI> shunned) {}

    private Crawl(URI site, Limits limits, Consumer<Page> look) throws IOException {
        this.site = site;
        this.limits = limits;
        this.look = look;
        Answer robots = ask(site.resolve("/robots.txt"), site);
        SimpleRobotRulesParser parser = new SimpleRobotRulesParser();
        this.rules = robots.status() == 200
                ? parser.parseContent(robots.at().toString(), robots.body(), robots.type(), List.of(NAME))
                : parser.failedFetch(robots.status());
    }

    /**
     * A site, as far as the limits let it.
     *
     * @param look called with each page
     */
    public static Found of(URI site, Limits limits, Consumer<Page> look) throws IOException {
        return new Crawl(site, limits, look).found();
    }

    private Found found() throws IOException {
        meet(new Link(site.resolve("/"), true), site);
        for (URI next = ahead.poll(); next != null; next = ahead.poll()) {
            if (answers.size() == limits.most()) {
                throw new AssertionError("more than " + limits.most() + " addresses: the last ones are " + last());
            }
            Answer answer = ask(next, linkedFrom.get(next));
            answers.add(answer);
            links(answer).forEach(link -> meet(link, answer.at()));
        }
        return new Found(answers, shunned);
    }

    private String last() {
        return answers.subList(answers.size() - 5, answers.size()).stream()
                .map(answer -> answer.at() + " on " + answer.from())
                .toList()
                .toString();
    }

    private void meet(Link link, URI from) {
        URI to = link.to();
        if (!to.getScheme().equals(site.getScheme()) || !to.getAuthority().equals(site.getAuthority())) {
            return;
        }
        if (!link.follow() || !rules.isAllowed(to.toString())) {
            shunned.putIfAbsent(to, from);
        } else if (!linkedFrom.containsKey(to) && isOneOfFew(to)) {
            linkedFrom.put(to, from);
            ahead.add(to);
        }
    }

    private boolean isOneOfFew(URI to) {
        String kind = kind(to);
        return met.merge(kind, 1, Integer::sum) <= limits.ofAKind().applyAsInt(kind);
    }

    /** What an address has in common with those that are alike but for an id in the path. */
    public static String kind(URI at) {
        return at.toString().replaceAll("(?<=/)0x[0-9a-fA-F]+", "…");
    }

    private List<Link> links(Answer answer) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        if (answer.type().startsWith("text/html")) {
            Document html = Jsoup.parse(text, answer.at().toString());
            look.accept(new Page(answer.at(), html));
            return links(html, "a[href], link[href], script[src], img[src]");
        }
        if (answer.type().startsWith("application/atom+xml")) {
            return links(Jsoup.parse(text, answer.at().toString(), Parser.xmlParser()), "link[href]");
        }
        return answer.type().startsWith("text/calendar")
                ? LINK_IN_CALENDAR
                        .matcher(text.replace(FOLD, ""))
                        .results()
                        .map(found -> new Link(URI.create(found.group(1)), true))
                        .toList()
                : List.of();
    }

    private static List<Link> links(Document document, String elements) {
        return document.select(elements).stream()
                .map(element -> new Link(
                        URI.create(element.absUrl(element.hasAttr("href") ? "href" : "src")
                                .replaceAll("#.*", "")),
                        mayBeFollowed(element)))
                .filter(link -> link.to().isAbsolute() && !link.to().isOpaque())
                .toList();
    }

    public static boolean mayBeFollowed(Element link) {
        return !List.of(link.attr("rel").split(" ")).contains("nofollow");
    }

    /** As a crawler asks, without following where it is sent on. */
    public static int status(URI at) throws IOException {
        return ask(at, at).status();
    }

    /** In the thread that crawls, so that its processor time can be told from the server's. */
    private static Answer ask(URI at, URI from) throws IOException {
        HttpURLConnection http = (HttpURLConnection) at.toURL().openConnection();
        http.setInstanceFollowRedirects(false);
        http.setRequestProperty("User-Agent", NAME);
        http.setRequestProperty("Accept", "text/html,*/*;q=0.5");
        int status = http.getResponseCode();
        try (InputStream body = status < 400 ? http.getInputStream() : http.getErrorStream()) {
            byte[] bytes = body == null ? new byte[0] : body.readAllBytes();
            String type = http.getContentType();
            return new Answer(at, from, status, type == null ? "" : type, bytes);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}

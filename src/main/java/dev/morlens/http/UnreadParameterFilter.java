package dev.morlens.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses parameters that a route would not read, where the asker would take the answer for another: in the API what means
 * a part, a range or an order elsewhere, and on its lists, where a filter that is not read gives others' rows, whatever is
 * not known; on pages, whose links others decorate, what means a part of a list. Drop-in routes ignore them, as the
 * originals do.
 */
class UnreadParameterFilter {

    /** After {@link QueryScopeFilter}, which says more of the past. */
    private static final int ORDER = Priorities.USER + 100;

    /** What others add to any link, and no question. {@link QueryScopeFilter} reads the source. */
    private static final Pattern NO_QUESTION = Pattern.compile("_?|utm_.*|gclid|fbclid|apikey|source");

    private static final Set<String> READS = Set.of("GET", "HEAD");

    @Inject
    QueryNames names;

    @ServerRequestFilter(priority = ORDER)
    void refuse(ContainerRequestContext request, ResourceInfo route, RoutingContext routing) {
        String query = routing.request().query();
        String path = routing.normalizedPath();
        if (query == null || !READS.contains(request.getMethod()) || PlainError.isFor(path)) {
            return;
        }
        boolean page = !path.startsWith("/api/");
        Set<String> declared = names.of(route.getResourceMethod());
        boolean list = declared.contains("cursor") || declared.contains("points");
        if (page && !list) {
            return;
        }
        for (String name : request.getUriInfo().getQueryParameters().keySet()) {
            if (!declared.contains(name) && !NO_QUESTION.matcher(name).matches()) {
                refusal(name, declared, list, page).ifPresent(why -> {
                    throw new BadParameterException(SafeText.bounded(name, 40), why);
                });
            }
        }
    }

    /** What is wrong with the name, and what to use in its place; nothing if it does no harm. */
    private static Optional<String> refusal(String name, Set<String> declared, boolean list, boolean page) {
        String shown = "'" + SafeText.bounded(name, 40) + "'";
        Optional<String> meant = ForeignName.meant(name, declared);
        if (meant.isPresent()) {
            return Optional.of("expected " + meant.get() + ", got " + shown);
        }
        Optional<String> foreign = ForeignName.of(name).map(meaning -> meaning.instead(declared, page));
        return foreign.isPresent()
                ? foreign.map(instead -> shown + " is not read here: " + instead)
                : Optional.of("expected only " + String.join(", ", declared) + "; got " + shown)
                        .filter(why -> list && !page);
    }
}

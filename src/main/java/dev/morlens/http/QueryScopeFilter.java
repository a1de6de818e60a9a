package dev.morlens.http;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses a question about the past where there is no answer to it, rather than answering as of now. */
class QueryScopeFilter {

    private static final Pattern ABOUT_THE_PAST = Pattern.compile(
            "/(api/v1/[^/]+/addresses|[^/]+/address)/[^/]+" + "(/(sessions|holds|movements|no-op-transfers))?/?");

    private static final Pattern ADDRESS = Pattern.compile("/(api/v1/[^/]+/addresses|[^/]+/address)/[^/]+/?");

    @ServerRequestFilter
    void refuseOthers(ContainerRequestContext request, RoutingContext routing) {
        // UriInfo.getPath() decodes what is decoded already where a segment has parameters (";").
        String path = routing.normalizedPath();
        if (PlainError.isFor(path)) {
            return;
        }
        MultivaluedMap<String, String> asked = request.getUriInfo().getQueryParameters();
        if (!ABOUT_THE_PAST.matcher(path).matches()) {
            refusePast(asked);
        }
        String source = asked.getFirst("source");
        if (source != null && !source.equals("index") && !ADDRESS.matcher(path).matches()) {
            throw new BadParameterException("source", "expected index, the only source but of an address's position");
        }
    }

    private static void refusePast(MultivaluedMap<String, String> asked) {
        for (String field : List.of("block", "at")) {
            if (asked.containsKey(field)) {
                throw new BadParameterException(
                        field,
                        "only an address, its sessions, holds, movements and no-op transfers have answers about the past: leave '"
                                + field + "' out");
            }
        }
    }
}

package dev.morlens.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses questions about the past or a live reading, rather than answering them with the newest indexed block. */
class PresentOnly {

    @ServerRequestFilter
    void refusePast(ContainerRequestContext request) {
        if (!request.getUriInfo().getPath().startsWith("/api/")) {
            return;
        }
        MultivaluedMap<String, String> asked = request.getUriInfo().getQueryParameters();
        for (String field : List.of("block", "at")) {
            if (asked.containsKey(field)) {
                throw new BadParameterException(
                        field, "answers about the past are not available yet: leave '" + field + "' out");
            }
        }
        if (asked.containsKey("source") && !"index".equals(asked.getFirst("source"))) {
            throw new BadParameterException("source", "expected index, the only source available yet");
        }
    }
}

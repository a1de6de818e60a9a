package dev.morlens.api.dropin;

import dev.morlens.protocol.Networks;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Lets a client that knows no networks ask the first one that is served, by the node's own paths. */
class DefaultNetwork {

    private static final String ROUTES = "/blockchain/";

    @Inject
    Networks networks;

    @ServerRequestFilter(preMatching = true)
    void send(ContainerRequestContext request) {
        URI asked = request.getUriInfo().getRequestUri();
        if (asked.getRawPath().startsWith(ROUTES)) {
            String network = networks.all().getFirst().name();
            String query = asked.getRawQuery() == null ? "" : "?" + asked.getRawQuery();
            request.setRequestUri(asked.resolve("/compat/" + network + asked.getRawPath() + query));
        }
    }
}

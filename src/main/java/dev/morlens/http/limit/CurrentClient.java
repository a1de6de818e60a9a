package dev.morlens.http.limit;

import dev.morlens.ask.CurrentRequester;
import dev.morlens.ask.Requester;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;

/** The client whose request is being answered. */
@Unremovable
@ApplicationScoped
class CurrentClient implements CurrentRequester {

    private final CurrentVertxRequest request;

    @Inject
    CurrentClient(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Requester current() {
        try {
            RoutingContext asked = request.getCurrent();
            return asked == null
                    ? Requester.UNKNOWN
                    : new Requester(ClientAddress.of(asked.request()).network());
        } catch (ContextNotActiveException e) {
            return Requester.UNKNOWN;
        }
    }
}

package dev.morlens.api.limit;

import dev.morlens.position.Asker;
import dev.morlens.position.Askers;
import io.quarkus.arc.Unremovable;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.inject.Inject;

/** The client whose request is being answered. */
@Unremovable
@ApplicationScoped
class CurrentClient implements Askers {

    private final CurrentVertxRequest request;

    @Inject
    CurrentClient(CurrentVertxRequest request) {
        this.request = request;
    }

    @Override
    public Asker current() {
        try {
            RoutingContext asked = request.getCurrent();
            return asked == null
                    ? Asker.UNKNOWN
                    : new Asker(Client.of(asked.request()).network());
        } catch (ContextNotActiveException e) {
            return Asker.UNKNOWN;
        }
    }
}

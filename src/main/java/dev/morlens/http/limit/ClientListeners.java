package dev.morlens.http.limit;

import dev.morlens.position.subscribe.EventsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Keeps one client from taking all places to listen. */
@ApplicationScoped
public class ClientListeners {

    private final int most;
    private final Map<ClientAddress, Integer> listening = new ConcurrentHashMap<>();

    @Inject
    ClientListeners(EventsConfig config) {
        this.most = config.maxListenersPerClient();
    }

    /**
     * Takes a place; running what is returned gives it back, once.
     *
     * @throws TooManyOfOneClientException if the client has all places that one may have
     */
    public Runnable enter(ClientAddress clientAddress) {
        if (listening.merge(clientAddress, 1, Integer::sum) > most) {
            leave(clientAddress);
            throw new TooManyOfOneClientException(most);
        }
        AtomicBoolean inside = new AtomicBoolean(true);
        return () -> {
            if (inside.getAndSet(false)) {
                leave(clientAddress);
            }
        };
    }

    private void leave(ClientAddress clientAddress) {
        listening.computeIfPresent(clientAddress, (who, some) -> some == 1 ? null : some - 1);
    }
}

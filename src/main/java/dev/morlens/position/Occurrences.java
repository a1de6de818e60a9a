package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened lately to an address's sessions. */
@ApplicationScoped
public class Occurrences {

    private static final int SESSIONS = 100;
    private static final int MOST = 100;

    private final Lists lists;

    @Inject
    public Occurrences(Lists lists) {
        this.lists = lists;
    }

    /**
     * Of its newest sessions, the newest first.
     *
     * @throws StoreUnavailableException if the store does not answer
     */
    public Listing<Occurrence> of(String network, Address user) {
        Listing<SessionAt> sessions = lists.sessions(
                network, SessionFilter.ofUser(user, Optional.empty()), new Listing.Part(SESSIONS, Optional.empty()));
        List<Occurrence> newest = sessions.items().stream()
                .flatMap(session -> Occurrence.of(session).stream())
                .sorted(Comparator.comparing(Occurrence::at).reversed())
                .limit(MOST)
                .toList();
        return new Listing<>(sessions.asOf(), newest, Optional.empty());
    }
}

package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.store.Reads;
import dev.morlens.store.StoreUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened lately to an address's sessions. */
@ApplicationScoped
public class Occurrences {

    /** Entries of a feed; of each kind there are at most as many, so that none that belongs among them is missed. */
    private static final int MOST = 100;

    /** Blocks share seconds, so among events the place in the chain decides. */
    private static final Comparator<Occurrence> NEWEST_FIRST = Comparator.comparing(Occurrence::at)
            .thenComparing(
                    each -> each.event().orElse(null), Comparator.nullsFirst(Comparator.<LogPosition>naturalOrder()))
            .reversed()
            .thenComparing(each -> each.session().toString())
            .thenComparing(Occurrence::kind);

    private final Heads heads;

    @Inject
    public Occurrences(Heads heads) {
        this.heads = heads;
    }

    /**
     * The newest first, however long ago the session was opened.
     *
     * @throws StoreUnavailableException if the store does not answer
     */
    public Listing<Occurrence> of(String network, Address user) {
        return heads.read(network, (reads, asOf) -> new Listing<>(asOf, newest(reads, user, asOf), Optional.empty()));
    }

    private static List<Occurrence> newest(Reads reads, Address user, AsOf asOf) {
        var sessions = reads.sessionGroups(user, asOf.now(), MOST).changedLately();
        return SessionAt.of(sessions, reads, asOf.now()).stream()
                .flatMap(session -> Occurrence.of(session).stream())
                .sorted(NEWEST_FIRST)
                .limit(MOST)
                .toList();
    }
}

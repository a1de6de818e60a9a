package dev.morlens.position.list;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.position.head.SnapshotReader;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.read.NetworkReads;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What happened lately to an address's sessions. */
@ApplicationScoped
public class RecentSessionEvents {

    /** Entries of a feed; of each kind there are at most as many, so that none that belongs among them is missed. */
    private static final int MOST = 100;

    /** Blocks share seconds, so among events the place in the chain decides. */
    private static final Comparator<SessionEvent> NEWEST_FIRST = Comparator.comparing(SessionEvent::at)
            .thenComparing(
                    each -> each.event().orElse(null), Comparator.nullsFirst(Comparator.<LogPosition>naturalOrder()))
            .reversed()
            .thenComparing(each -> each.session().toString())
            .thenComparing(SessionEvent::kind);

    private final SnapshotReader snapshotReader;

    @Inject
    public RecentSessionEvents(SnapshotReader snapshotReader) {
        this.snapshotReader = snapshotReader;
    }

    /**
     * The newest first, however long ago the session was opened.
     *
     * @throws StoreUnavailableException if the store does not answer
     */
    public Listing<SessionEvent> of(String network, Address user) {
        return snapshotReader.read(
                network,
                (networkReads, asOf) -> new Listing<>(asOf, newest(networkReads, user, asOf), Optional.empty()));
    }

    private static List<SessionEvent> newest(NetworkReads networkReads, Address user, AsOf asOf) {
        var sessions = networkReads.sessionGroups(user, asOf.now(), MOST).changedLately();
        return SessionAt.of(sessions, networkReads, asOf.now()).stream()
                .flatMap(session -> SessionEvent.of(session).stream())
                .sorted(NEWEST_FIRST)
                .limit(MOST)
                .toList();
    }
}

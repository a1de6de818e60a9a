package dev.morlens.store;

import dev.morlens.protocol.Network;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Opens the writing side of networks. */
@ApplicationScoped
public class LedgerStores {

    private final Database database;
    private final Event<Landing> landings;
    private final Event<Audited> audits;

    /** This process's name as a writer: what it opens anew after a failure need not wait for its own lease to run out. */
    private final UUID holder = UUID.randomUUID();

    LedgerStores(Database database, Event<Landing> landings, Event<Audited> audits) {
        this.database = database;
        this.landings = landings;
        this.audits = audits;
    }

    /**
     * Makes a network's tables if need be, and takes the right to write them.
     *
     * @throws StoreUnavailableException if the database does not answer, or another process has that right
     */
    public LedgerStore open(Network network) {
        LedgerStore store = new LedgerStore(
                network,
                database,
                landings::fire,
                audits::fire,
                new Lease(network.name(), holder, database.leaseTime()));
        store.open();
        return store;
    }
}

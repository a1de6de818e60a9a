package dev.morlens.store.write;

import dev.morlens.protocol.Network;
import dev.morlens.store.db.Database;
import dev.morlens.store.db.StoreUnavailableException;
import dev.morlens.store.db.WriterLease;
import dev.morlens.store.feed.AddressesAudited;
import dev.morlens.store.feed.HeadChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.UUID;

/** Opens the writing side of networks. */
@ApplicationScoped
public class LedgerStores {

    private final Database database;
    private final Event<HeadChanged> landings;
    private final Event<AddressesAudited> audits;

    /** This process's name as a writer: what it opens anew after a failure need not wait for its own lease to run out. */
    private final UUID holder = UUID.randomUUID();

    LedgerStores(Database database, Event<HeadChanged> landings, Event<AddressesAudited> audits) {
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
                new WriterLease(network.name(), holder, database.leaseTime()));
        store.open();
        return store;
    }
}

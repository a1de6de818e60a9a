package dev.morlens.indexer;

import dev.morlens.ledger.Books;
import dev.morlens.ledger.Bound;
import dev.morlens.ledger.Contracts;
import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.Postings;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.store.RawChunk;
import dev.morlens.store.RebuildStore;
import java.util.List;
import java.util.Optional;

/** Derives all accounts anew from the stored logs and facts, without a node. */
final class Rebuilder {

    /** Logs a transaction: large enough for COPY, small enough for the memory. */
    private static final int CHUNK = 20_000;

    private final RebuildStore store;
    private final BookLoader loader;
    private final Ledger ledger;
    private final EventDecoder decoder;
    private final int mostKept;

    Rebuilder(Network network, Contracts contracts, RebuildStore store, int mostKept) {
        this.store = store;
        this.loader = new BookLoader(store::load);
        this.ledger = new Ledger(contracts);
        this.decoder = new EventDecoder(network);
        this.mostKept = mostKept;
    }

    /**
     * Derives everything into the tables beside the live ones; the caller swaps them.
     *
     * @return how many logs were read
     */
    long derive() {
        store.start();
        Books books = new Books();
        long logs = 0;
        Optional<RawChunk> chunk = store.after(-1, CHUNK);
        while (chunk.isPresent()) {
            books = books.size() > mostKept ? new Books() : books;
            store.append(post(chunk.get(), books));
            logs += chunk.get().logs().size();
            chunk = store.after(chunk.get().lastBlock(), CHUNK);
        }
        return logs;
    }

    private Postings post(RawChunk chunk, Books books) {
        DecodedLogs logs = DecodedLogs.of(chunk.logs(), decoder);
        List<LoggedEvent> events = logs.events();
        loader.fill(books, Keys.ofSessions(Ledger.endingSessions(events)));
        Bound bound = ledger.bind(events, chunk.facts().openings(), books);
        loader.fill(books, bound.keys());
        return Undecodables.with(ledger.post(bound, chunk.facts(), books), logs.undecodable());
    }
}

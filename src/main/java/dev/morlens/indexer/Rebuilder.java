package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.ledger.BatchFacts;
import dev.morlens.ledger.Books;
import dev.morlens.ledger.Bound;
import dev.morlens.ledger.Contracts;
import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.Postings;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.abi.EventDecoder;
import dev.morlens.protocol.event.LoggedEvent;
import dev.morlens.store.LedgerStore;
import dev.morlens.store.RawChunk;
import dev.morlens.store.RebuildStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Derives all accounts anew from the stored logs and facts; a node, where there is one, says what claims were for. */
final class Rebuilder {

    /** Logs a transaction: large enough for COPY, small enough for the memory. */
    static final int CHUNK = 20_000;

    /** The same where the head is followed meanwhile and a node is asked: few enough to take a moment only. */
    static final int SMALL_CHUNK = 500;

    private final RebuildStore store;
    private final BookLoader loader;
    private final Ledger ledger;
    private final EventDecoder decoder;
    private final int mostKept;
    private final int chunk;
    private final Optional<ClaimReader> claims;
    private Books books = new Books();
    private long doneTo;

    /**
     * @param chunk how many logs are derived at once
     * @param claims asks anew for which sessions claims were; without it what was found before counts
     */
    Rebuilder(
            Network network,
            Contracts contracts,
            RebuildStore store,
            int mostKept,
            int chunk,
            Optional<ClaimReader> claims) {
        this.store = store;
        this.loader = new BookLoader(store::load);
        this.ledger = new Ledger(contracts);
        this.decoder = new EventDecoder(network);
        this.mostKept = mostKept;
        this.chunk = chunk;
        this.claims = claims;
    }

    /**
     * Derives everything into the tables beside the live ones; the caller swaps them.
     *
     * @return how many logs were read
     */
    long derive() {
        start();
        long logs = 0;
        for (int more = next(); more > 0; more = next()) {
            logs += more;
        }
        return logs;
    }

    /** Empties the tables beside. */
    void start() {
        store.start();
        books = new Books();
        doneTo = -1;
    }

    /** Goes on where an earlier one that asked a node was broken off, or else begins. */
    void resume() {
        OptionalLong done = store.resumable(LedgerStore.DERIVATION_VERSION);
        if (done.isEmpty()) {
            start();
            return;
        }
        books = new Books();
        doneTo = done.getAsLong();
    }

    /** The last block that is derived. */
    long doneTo() {
        return doneTo;
    }

    /** Derives the next part; how many logs it was of, 0 at the end. If it throws, it can be tried again. */
    int next() {
        Optional<RawChunk> part = store.after(doneTo, chunk);
        if (part.isEmpty()) {
            return 0;
        }
        books = books.size() > mostKept ? new Books() : books;
        try {
            append(part.get());
        } catch (RuntimeException e) {
            books = new Books();
            throw e;
        }
        doneTo = part.get().lastBlock();
        return part.get().logs().size();
    }

    private void append(RawChunk part) {
        if (claims.isPresent()) {
            store.append(post(part), part, LedgerStore.DERIVATION_VERSION);
        } else {
            store.append(post(part));
        }
    }

    private Postings post(RawChunk chunk) {
        DecodedLogs logs = DecodedLogs.of(chunk.logs(), decoder);
        List<LoggedEvent> events = logs.events();
        loader.fill(books, Keys.ofSessions(Ledger.endingSessions(events)));
        Bound bound = ledger.bind(events, chunk.facts().openings(), books);
        loader.fill(books, bound.keys());
        BatchFacts facts = claims.map(reader -> reader.settled(
                        ledger.claims(bound, chunk.facts().openings(), books),
                        chunk.facts(),
                        Map.of(),
                        BlockId.latest()))
                .orElse(chunk.facts());
        return Undecodables.with(ledger.post(bound, facts, books), logs.undecodable());
    }
}

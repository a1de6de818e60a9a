package dev.morlens.indexer;

import dev.morlens.ledger.BatchFacts;
import dev.morlens.ledger.Books;
import dev.morlens.ledger.Bound;
import dev.morlens.ledger.Contracts;
import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.Postings;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.BlockBatch;
import java.util.OptionalLong;

/**
 * Posts fetched blocks: gives the ledger the books it needs, and keeps them from one batch to the next. After any failure
 * the books are read anew.
 */
final class Bookkeeper {

    private final Ledger ledger;
    private final BookLoader loader;
    private final ClaimReader claims;
    private final int mostKept;
    private Books books = new Books();

    Bookkeeper(Contracts contracts, BookLoader loader, SessionReader sessions, int mostKept) {
        this.ledger = new Ledger(contracts);
        this.loader = loader;
        this.claims = new ClaimReader(sessions);
        this.mostKept = mostKept;
    }

    /** Forgets the books: after an undoing, and when a batch was not written. */
    void forget() {
        books = new Books();
    }

    /**
     * What these blocks change; the caller writes it, or calls {@link #forget}.
     *
     * @param finalized the newest final block, if known; not above these
     * @param settled waits until the store has all that was posted before; called if the books cannot do without
     */
    BlockBatch post(FetchedBlocks blocks, OptionalLong finalized, Runnable settled) {
        // They grow by logs only, and to count them takes as long as they are large.
        if (!blocks.logs().raw().isEmpty() && books.size() > mostKept) {
            settled.run();
            forget();
        }
        try {
            return posted(blocks, finalized, settled);
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    private BlockBatch posted(FetchedBlocks blocks, OptionalLong finalized, Runnable settled) {
        loader.fill(books, Keys.ofSessions(Ledger.endingSessions(blocks.events())), settled);
        Bound bound = ledger.bind(blocks.events(), blocks.openings(), books);
        loader.fill(books, bound.keys(), settled);
        BatchFacts facts = claims.settled(
                ledger.claims(bound, blocks.openings(), books),
                BatchFacts.of(blocks.openings()).withCloseouts(blocks.closeouts()),
                blocks.changeable(),
                blocks.state());
        Postings postings = Undecodables.with(
                ledger.post(bound, facts, books), blocks.logs().undecodable());
        return new BlockBatch(
                blocks.range(),
                blocks.last().ref(),
                blocks.headers(),
                blocks.logs().raw(),
                facts,
                postings,
                finalized);
    }
}

package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.BatchFacts;
import dev.morlens.ledger.Books;
import dev.morlens.ledger.Bound;
import dev.morlens.ledger.Contracts;
import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.Postings;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.view.SessionReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Posts fetched blocks: gives the ledger the books it needs, and keeps them from one batch to the next. After any failure
 * the books are read anew.
 */
final class Bookkeeper {

    /** A batch, and the facts it was posted with. */
    record Posted(BatchFacts facts, Postings postings) {}

    private final Ledger ledger;
    private final BookLoader loader;
    private final SessionReader sessions;
    private final int mostKept;
    private Books books = new Books();

    Bookkeeper(Contracts contracts, BookLoader loader, SessionReader sessions, int mostKept) {
        this.ledger = new Ledger(contracts);
        this.loader = loader;
        this.sessions = sessions;
        this.mostKept = mostKept;
    }

    /** Forgets the books: after an undoing, and when a batch was not written. */
    void forget() {
        books = new Books();
    }

    /** What these blocks change; the caller writes it, or calls {@link #forget}. */
    Posted post(FetchedBlocks blocks) {
        if (books.size() > mostKept) {
            forget();
        }
        try {
            return posted(blocks);
        } catch (RuntimeException e) {
            forget();
            throw e;
        }
    }

    private Posted posted(FetchedBlocks blocks) {
        loader.fill(books, Keys.ofSessions(Ledger.endingSessions(blocks.events())));
        Bound bound = ledger.bind(blocks.events(), blocks.openings(), books);
        loader.fill(books, bound.keys());
        Set<SessionId> doubtful = ledger.doubtful(bound, blocks.openings(), books);
        BatchFacts facts = BatchFacts.of(blocks.openings())
                .withCloseouts(blocks.closeouts())
                .withCollected(collected(doubtful));
        return new Posted(
                facts,
                Undecodables.with(
                        ledger.post(bound, facts, books), blocks.logs().undecodable()));
    }

    private Map<SessionId, Wei> collected(Set<SessionId> doubtful) {
        Map<SessionId, Wei> collected = new HashMap<>();
        if (!doubtful.isEmpty()) {
            sessions.states(BlockId.latest(), doubtful)
                    .forEach((id, state) -> collected.put(id, state.providerWithdrawn()));
        }
        return collected;
    }
}

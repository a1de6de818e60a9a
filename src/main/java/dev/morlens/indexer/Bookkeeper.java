package dev.morlens.indexer;

import dev.morlens.chain.BlockId;
import dev.morlens.ledger.Anomaly;
import dev.morlens.ledger.BatchFacts;
import dev.morlens.ledger.Books;
import dev.morlens.ledger.Bound;
import dev.morlens.ledger.Contracts;
import dev.morlens.ledger.Keys;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.Posting;
import dev.morlens.ledger.Postings;
import dev.morlens.protocol.abi.Decoding.Undecodable;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.view.SessionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Posts fetched blocks: gives the ledger the books it needs, and keeps them from one batch to the next. After any failure
 * the books are read anew.
 */
final class Bookkeeper {

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
    Postings post(FetchedBlocks blocks) {
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

    private Postings posted(FetchedBlocks blocks) {
        loader.fill(books, Keys.ofSessions(Ledger.endingSessions(blocks.events())));
        Bound bound = ledger.bind(blocks.events(), blocks.openings(), books);
        loader.fill(books, bound.keys());
        Set<SessionId> doubtful = ledger.doubtful(bound, blocks.openings(), books);
        BatchFacts facts = BatchFacts.of(blocks.openings())
                .withCollected(doubtful.isEmpty() ? Map.of() : sessions.collected(doubtful, BlockId.latest()));
        return withUndecodable(ledger.post(bound, facts, books), blocks.undecodable());
    }

    private static Postings withUndecodable(Postings postings, List<Undecodable> undecodable) {
        if (undecodable.isEmpty()) {
            return postings;
        }
        List<Anomaly> anomalies = new ArrayList<>(postings.anomalies());
        for (Undecodable log : undecodable) {
            Posting at = new Posting(log.log().block(), log.log().logIndex(), log.log().txHash());
            anomalies.add(new Anomaly(at, Anomaly.Code.UNDECODABLE_LOG, log.why()));
        }
        return new Postings(
                postings.flows(),
                postings.sessions(),
                postings.holds(),
                postings.poolEntries(),
                postings.modelEntries(),
                postings.payouts(),
                anomalies);
    }
}

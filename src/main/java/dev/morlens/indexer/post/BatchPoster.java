package dev.morlens.indexer.post;

import dev.morlens.indexer.fetch.FetchedBlocks;
import dev.morlens.ledger.Ledger;
import dev.morlens.ledger.bind.BoundBatch;
import dev.morlens.ledger.book.LedgerKeys;
import dev.morlens.ledger.book.LedgerState;
import dev.morlens.ledger.claim.BatchFacts;
import dev.morlens.ledger.entry.Contracts;
import dev.morlens.ledger.entry.Postings;
import dev.morlens.protocol.view.SessionReader;
import dev.morlens.store.write.BlockBatch;
import java.util.OptionalLong;

/**
 * Posts fetched blocks: gives the ledger the books it needs, and keeps them from one batch to the next. After any failure
 * the books are read anew.
 */
public final class BatchPoster {

    private final Ledger ledger;
    private final LedgerStateLoader loader;
    private final ClaimEvidenceReader claims;
    private final int mostKept;
    private LedgerState ledgerState = new LedgerState();

    public BatchPoster(Contracts contracts, LedgerStateLoader loader, SessionReader sessions, int mostKept) {
        this.ledger = new Ledger(contracts);
        this.loader = loader;
        this.claims = new ClaimEvidenceReader(sessions);
        this.mostKept = mostKept;
    }

    /** Forgets the books: after an undoing, and when a batch was not written. */
    public void reset() {
        ledgerState = new LedgerState();
    }

    /**
     * What these blocks change; the caller writes it, or calls {@link #reset}.
     *
     * @param finalized the newest final block, if known; not above these
     * @param settled waits until the store has all that was posted before; called if the books cannot do without
     */
    public BlockBatch post(FetchedBlocks blocks, OptionalLong finalized, Runnable settled) {
        // They grow by logs only, and to count them takes as long as they are large.
        if (!blocks.logs().raw().isEmpty() && ledgerState.size() > mostKept) {
            settled.run();
            reset();
        }
        try {
            return posted(blocks, finalized, settled);
        } catch (RuntimeException e) {
            reset();
            throw e;
        }
    }

    private BlockBatch posted(FetchedBlocks blocks, OptionalLong finalized, Runnable settled) {
        loader.fill(ledgerState, LedgerKeys.ofSessions(Ledger.endingSessions(blocks.events())), settled);
        BoundBatch boundBatch = ledger.bind(blocks.events(), blocks.openings(), ledgerState);
        loader.fill(ledgerState, boundBatch.keys(), settled);
        BatchFacts facts = claims.settled(
                ledger.claims(boundBatch, blocks.openings(), ledgerState),
                BatchFacts.of(blocks.openings()).withCloseouts(blocks.closeouts()),
                blocks.changeable(),
                blocks.state());
        Postings postings = UndecodedLogCounter.with(
                ledger.post(boundBatch, facts, ledgerState), blocks.logs().undecodable());
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

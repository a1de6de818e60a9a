package dev.morlens.ledger.bind;

import dev.morlens.ledger.book.LedgerKeys;
import java.util.List;

/** A batch whose events are bound to their transfers, ready to be posted. */
public final class BoundBatch {

    private final List<LedgerEvent> actions;
    private final LedgerKeys ledgerKeys;

    public BoundBatch(List<LedgerEvent> actions, LedgerKeys ledgerKeys) {
        this.actions = actions;
        this.ledgerKeys = ledgerKeys;
    }

    /** What the books must hold before this is posted. */
    public LedgerKeys keys() {
        return ledgerKeys;
    }

    public List<LedgerEvent> actions() {
        return actions;
    }
}

package dev.morlens.indexer.audit;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.check.AuditResult;
import dev.morlens.store.feed.IndexStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells what audits came to: in metrics, on the status board, and every new difference in the log. */
public final class AuditReporter {

    private static final Logger LOG = Logger.getLogger(AuditReporter.class);

    private final String network;
    private final AuditMeters meters;
    private final Consumer<IndexStatus.Audits> board;
    private final Map<Address, List<String>> told = new HashMap<>();

    public AuditReporter(String network, AuditMeters meters, Consumer<IndexStatus.Audits> board) {
        this.network = network;
        this.meters = meters;
        this.board = board;
    }

    /** A difference that stays the same is logged once. */
    void tell(AuditResult auditResult, BlockRef block) {
        meters.count(auditResult);
        if (auditResult.agrees()) {
            told.remove(auditResult.address());
        } else if (!auditResult.differences().equals(told.put(auditResult.address(), auditResult.differences()))) {
            LOG.errorf(
                    "%s: %s differs from the chain at block %s: %s",
                    network, auditResult.address(), block, auditResult.differences());
        }
    }

    /** Found once, to be looked at again. */
    void doubt(AuditResult auditResult, BlockRef block) {
        meters.doubted();
        LOG.infof(
                "%s: %s seems to differ from the chain at block %s, and is looked at again: %s",
                network, auditResult.address(), block, auditResult.differences());
    }

    void calls(long calls) {
        meters.calls(calls);
    }

    void unreadable() {
        meters.unreadable();
    }

    void counts(IndexStatus.Audits summary) {
        meters.differing(summary.differed());
        board.accept(summary);
    }
}

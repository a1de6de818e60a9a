package dev.morlens.indexer;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.Audit;
import dev.morlens.store.IndexStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Tells what audits came to: in metrics, on the status board, and every new difference in the log. */
final class AuditNews {

    private static final Logger LOG = Logger.getLogger(AuditNews.class);

    private final String network;
    private final AuditMeters meters;
    private final Consumer<IndexStatus.Audits> board;
    private final Map<Address, List<String>> told = new HashMap<>();

    AuditNews(String network, AuditMeters meters, Consumer<IndexStatus.Audits> board) {
        this.network = network;
        this.meters = meters;
        this.board = board;
    }

    /** A difference that stays the same is logged once. */
    void tell(Audit audit, BlockRef block) {
        meters.count(audit);
        if (audit.agrees()) {
            told.remove(audit.address());
        } else if (!audit.differences().equals(told.put(audit.address(), audit.differences()))) {
            LOG.errorf(
                    "%s: %s differs from the chain at block %s: %s",
                    network, audit.address(), block, audit.differences());
        }
    }

    /** Found once, to be looked at again. */
    void doubt(Audit audit, BlockRef block) {
        meters.doubted();
        LOG.infof(
                "%s: %s seems to differ from the chain at block %s, and is looked at again: %s",
                network, audit.address(), block, audit.differences());
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

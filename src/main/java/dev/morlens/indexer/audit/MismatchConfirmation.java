package dev.morlens.indexer.audit;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.check.AuditResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Believes a difference when the next look at the address finds one, too: a node may answer for the block after the one
 * that it was asked about, as anvil does about its newest block while it mines the next.
 */
final class MismatchConfirmation {

    private final AuditQueue queue;
    private final AuditReporter news;
    private final Set<Address> doubted = new HashSet<>();

    MismatchConfirmation(AuditQueue queue, AuditReporter news) {
        this.queue = queue;
        this.news = news;
    }

    /** The audits that are certain; the others' addresses are queued again. */
    List<AuditResult> certain(List<AuditResult> audits, BlockRef block) {
        List<AuditResult> certain = new ArrayList<>();
        for (AuditResult auditResult : audits) {
            if (auditResult.agrees()) {
                doubted.remove(auditResult.address());
                certain.add(auditResult);
            } else if (doubted.add(auditResult.address())) {
                news.doubt(auditResult, block);
                queue.add(List.of(auditResult.address()));
            } else {
                certain.add(auditResult);
            }
        }
        return certain;
    }
}

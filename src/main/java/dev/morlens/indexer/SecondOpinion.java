package dev.morlens.indexer;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.Audit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Believes a difference when the next look at the address finds one, too: a node may answer for the block after the one
 * that it was asked about, as anvil does about its newest block while it mines the next.
 */
final class SecondOpinion {

    private final AuditQueue queue;
    private final AuditNews news;
    private final Set<Address> doubted = new HashSet<>();

    SecondOpinion(AuditQueue queue, AuditNews news) {
        this.queue = queue;
        this.news = news;
    }

    /** The audits that are certain; the others' addresses are queued again. */
    List<Audit> certain(List<Audit> audits, BlockRef block) {
        List<Audit> certain = new ArrayList<>();
        for (Audit audit : audits) {
            if (audit.agrees()) {
                doubted.remove(audit.address());
                certain.add(audit);
            } else if (doubted.add(audit.address())) {
                news.doubt(audit, block);
                queue.add(List.of(audit.address()));
            } else {
                certain.add(audit);
            }
        }
        return certain;
    }
}

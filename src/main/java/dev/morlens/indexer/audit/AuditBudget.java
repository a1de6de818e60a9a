package dev.morlens.indexer.audit;

import java.time.Duration;

/** How many calls audits may make of the network's nodes: members of batches, repeated ones included. */
public interface AuditBudget {

    /** What a pass that begins now may cost; 0 or less for none yet. */
    long left();

    /** A pass has cost so many calls, perhaps more than it should have. */
    void spent(long calls);

    /** How long it takes until so many calls are allowed. */
    Duration time(long calls);
}

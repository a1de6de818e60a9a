package dev.morlens.chain.rpc;

import dev.morlens.chain.NodeException;
import dev.morlens.chain.RefusedByNodeException;
import dev.morlens.chain.profile.LearntLimit;

/** The endpoint refused a batch as a whole, perhaps only because it was too large. */
final class BatchRefused extends RuntimeException {

    BatchRefused(NodeException why) {
        super(why.getMessage(), why);
    }

    /** What was answered in parts was refused for its size, or broke off for it. */
    void learn(LearntLimit limit, int size) {
        if (getCause() instanceof RefusedByNodeException) {
            limit.refused(size);
        } else {
            limit.broke(size);
        }
    }
}

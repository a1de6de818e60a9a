package dev.morlens.chain.rpc.answer;

import dev.morlens.chain.error.NodeException;
import dev.morlens.chain.error.RefusedByNodeException;
import dev.morlens.chain.profile.LearntBatchLimit;

/** The endpoint refused a batch as a whole, perhaps only because it was too large. */
public final class BatchRefusal extends RuntimeException {

    public BatchRefusal(NodeException why) {
        super(why.getMessage(), why);
    }

    /** What was answered in parts was refused for its size, or broke off for it. */
    public void learn(LearntBatchLimit limit, int size) {
        if (getCause() instanceof RefusedByNodeException) {
            limit.refused(size);
        } else {
            limit.broke(size);
        }
    }
}

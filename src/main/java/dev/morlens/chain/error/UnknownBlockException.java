package dev.morlens.chain.error;

/**
 * The node does not have the block that the question names: not yet, or, if it is named by its hash, not any more. Look
 * at the head again instead of asking again.
 */
public final class UnknownBlockException extends RefusedByNodeException {

    public UnknownBlockException(String message) {
        super(message);
    }
}

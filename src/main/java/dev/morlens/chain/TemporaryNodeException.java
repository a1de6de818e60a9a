package dev.morlens.chain;

/** Asking again, later or elsewhere, may help: time-outs, rate limits, broken or contradictory answers. */
public final class TemporaryNodeException extends NodeException {

    public TemporaryNodeException(String message) {
        this(message, null);
    }

    public TemporaryNodeException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.morlens.chain;

import java.time.Duration;
import java.util.Optional;

/** Asking again, later or elsewhere, may help: time-outs, rate limits, broken or contradictory answers. */
public final class TemporaryNodeException extends NodeException {

    private final transient Duration retryAfter;

    public TemporaryNodeException(String message) {
        this(message, (Throwable) null);
    }

    public TemporaryNodeException(String message, Throwable cause) {
        super(message, cause);
        this.retryAfter = null;
    }

    /** @param retryAfter how long the node wants to be left alone */
    public TemporaryNodeException(String message, Duration retryAfter) {
        super(message, null);
        this.retryAfter = retryAfter;
    }

    /** How long the node wants to be left alone, if it says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

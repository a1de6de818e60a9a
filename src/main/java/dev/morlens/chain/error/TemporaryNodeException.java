package dev.morlens.chain.error;

import java.time.Duration;
import java.util.Optional;

/** Asking again, later or elsewhere, may help: time-outs, rate limits, broken or contradictory answers. */
public final class TemporaryNodeException extends NodeException {

    /** What is wrong with the endpoint, by which it is decided when to ask it again. */
    public enum Trouble {
        /** An answer that is malformed, or contradicts another. */
        FAULT,
        /** Nobody answers: the connection was refused, or the time was up. */
        SILENT,
        /** The connection broke off, or a gateway answered instead (HTTP 5xx). */
        BROKEN,
        /** Asked too often just now. */
        BUSY,
        /** It wants payment, a key, a larger plan or other rights before it answers. */
        NO_ACCESS
    }

    private final Trouble trouble;
    private final transient Duration retryAfter;
    private final boolean worthRetrying;

    public TemporaryNodeException(String message) {
        this(message, (Throwable) null);
    }

    public TemporaryNodeException(String message, Throwable cause) {
        super(message, cause);
        this.trouble = Trouble.FAULT;
        this.retryAfter = null;
        this.worthRetrying = true;
    }

    public TemporaryNodeException(Trouble trouble, String message) {
        this(trouble, message, null);
    }

    /** @param retryAfter how long the node wants to be left alone; null if it does not say */
    public TemporaryNodeException(Trouble trouble, String message, Duration retryAfter) {
        this(trouble, message, retryAfter, true);
    }

    private TemporaryNodeException(Trouble trouble, String message, Duration retryAfter, boolean worthRetrying) {
        super(message, null);
        this.trouble = trouble;
        this.retryAfter = retryAfter;
        this.worthRetrying = worthRetrying;
    }

    /** Nobody was asked, because it is known that nobody answers for now: whoever waits is told at once. */
    public static TemporaryNodeException nobodyAnswers(String message) {
        return new TemporaryNodeException(Trouble.SILENT, message, null, false);
    }

    /** Nobody was asked, because our own allowance of calls is spent. */
    public static TemporaryNodeException spent(String message, Duration until) {
        return new TemporaryNodeException(Trouble.BUSY, message, until, false);
    }

    /** Whether the same question may be asked again within seconds. */
    public boolean isWorthRetrying() {
        return worthRetrying;
    }

    public Trouble trouble() {
        return trouble;
    }

    /** How long the node wants to be left alone, if it says so. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

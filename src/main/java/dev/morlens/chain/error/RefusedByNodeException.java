package dev.morlens.chain.error;

/** The same question will be refused again. */
public non-sealed class RefusedByNodeException extends NodeException {

    public RefusedByNodeException(String message) {
        this(message, null);
    }

    public RefusedByNodeException(String message, Throwable cause) {
        super(message, cause);
    }
}

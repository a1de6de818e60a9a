package dev.morlens.chain.error;

/** A node did not give a usable answer. The two kinds below it are the retry policy. */
public abstract sealed class NodeException extends RuntimeException
        permits TemporaryNodeException, RefusedByNodeException {

    protected NodeException(String message, Throwable cause) {
        super(message, cause);
    }
}

package dev.morlens.position.live;

/** No node answers now, or too many asked: ask again later. */
public class LiveUnavailableException extends RuntimeException {

    LiveUnavailableException(String message) {
        super(message);
    }

    LiveUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether it is the node's fault, and not that too many asked. */
    boolean isOfNode() {
        return getCause() != null && !(getCause() instanceof LiveUnavailableException);
    }
}

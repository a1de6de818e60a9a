package dev.morlens.protocol.view;

/** A view that must answer reverted, or answered what its function cannot return. */
public final class ViewFailedException extends RuntimeException {

    ViewFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}

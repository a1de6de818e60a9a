package dev.morlens.store.embedded;

/** The embedded PostgreSQL cannot be made or started; says why, in words for whoever runs the server. */
public class EmbeddedServerException extends RuntimeException {

    EmbeddedServerException(String message) {
        super(message);
    }

    EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}

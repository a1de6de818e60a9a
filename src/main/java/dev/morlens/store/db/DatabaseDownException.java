package dev.morlens.store.db;

/** The database is starting, stopping, or does not answer who looks after it: nothing was asked of it. */
public class DatabaseDownException extends StoreUnavailableException {

    public DatabaseDownException(String message) {
        super(message);
    }
}

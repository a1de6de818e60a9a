package dev.morlens.position.head;

import dev.morlens.store.db.StoreUnavailableException;

/** The database answers, but no block of a network has been indexed yet: the index has only just begun. */
public class NothingIndexedException extends StoreUnavailableException {

    NothingIndexedException(String network) {
        super("no block of " + network + " has been indexed yet");
    }
}

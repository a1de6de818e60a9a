package dev.morlens.position;

import dev.morlens.store.StoreUnavailableException;

/** The database answers, but no block of a network has been indexed yet: the index has only just begun. */
public class NothingIndexedException extends StoreUnavailableException {

    NothingIndexedException(String network) {
        super("no block of " + network + " has been indexed yet");
    }
}

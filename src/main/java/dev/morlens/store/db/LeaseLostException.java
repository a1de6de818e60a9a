package dev.morlens.store.db;

/** Another process has become the indexer of this network: nothing was written. */
public class LeaseLostException extends StoreUnavailableException {

    LeaseLostException(String network) {
        super("another process indexes " + network + "; this one waits for its turn");
    }
}

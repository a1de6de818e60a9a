package dev.morlens.indexer;

import dev.morlens.store.LookStore;
import dev.morlens.store.Looked;

/** What has to be known of looks after a restart, too: written whenever it changes. */
final class LookNotes {

    private final LookStore store;
    private final long startBlock;
    private Looked looked;

    LookNotes(LookStore store, long startBlock) {
        this.store = store;
        this.startBlock = startBlock;
        read();
    }

    Looked read() {
        looked = store.looked().orElseGet(() -> Looked.nothing(startBlock));
        return looked;
    }

    Looked get() {
        return looked;
    }

    void write(Looked now) {
        store.keep(now);
        looked = now;
    }
}

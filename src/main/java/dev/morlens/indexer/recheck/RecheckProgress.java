package dev.morlens.indexer.recheck;

import dev.morlens.store.check.RecheckState;
import dev.morlens.store.check.RecheckStore;

/** What has to be known of looks after a restart, too: written whenever it changes. */
final class RecheckProgress {

    private final RecheckStore store;
    private final long startBlock;
    private RecheckState recheckState;

    RecheckProgress(RecheckStore store, long startBlock) {
        this.store = store;
        this.startBlock = startBlock;
        read();
    }

    RecheckState read() {
        recheckState = store.looked().orElseGet(() -> RecheckState.nothing(startBlock));
        return recheckState;
    }

    RecheckState get() {
        return recheckState;
    }

    void write(RecheckState now) {
        store.keep(now);
        recheckState = now;
    }
}

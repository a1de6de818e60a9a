package dev.morlens.position.cache;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.store.read.AddressAccounts;

/** An address's accounts as read at a block, with the position last evaluated from them. */
final class CachedAccounts {

    private static final int BASE_BYTES = 900;
    private static final int BYTES_A_DUE = 80;
    private static final long NANOS_A_SECOND = 1_000_000_000L;

    final AddressAccounts accounts;
    final BlockRef block;
    final long sequence;

    private volatile Position last;
    private volatile long readAt;

    /** @param sequence of the head that {@code block} was when this was read */
    CachedAccounts(AddressAccounts accounts, BlockRef block, long sequence, long now) {
        this.accounts = accounts;
        this.block = block;
        this.sequence = sequence;
        this.readAt = now;
    }

    /** The same object for as long as nothing changed, so that what is made from it can be kept beside it. */
    Position at(AsOf asOf) {
        Position known = last;
        if (known == null || !known.asOf().equals(asOf)) {
            known = Position.at(accounts, asOf);
            last = known;
        }
        return known;
    }

    /** Written once a second at most: a hot entry is not a place for all cores to write to. */
    void touch(long now) {
        if (now - readAt > NANOS_A_SECOND) {
            readAt = now;
        }
    }

    boolean wasReadSince(long then) {
        return readAt - then >= 0;
    }

    Address address() {
        return accounts.address();
    }

    long readAt() {
        return readAt;
    }

    int weight() {
        return BASE_BYTES
                + BYTES_A_DUE
                        * (accounts.openSessions().size() + accounts.holds().size());
    }
}

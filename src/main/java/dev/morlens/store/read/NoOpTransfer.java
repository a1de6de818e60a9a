package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Posting;

/**
 * A transfer of the token that moved nothing, and of which there is therefore no flow: of 0, or from an address to itself.
 *
 * @param at its own log
 * @param amount in wei; 0 unless both sides are the same
 * @param byContract whether the Diamond logged something in its transaction: then a part of an action, such as a close that
 *     returns nothing; else anybody can have caused it, since a transfer of 0 takes no permission of the sender's
 */
public record NoOpTransfer(Posting at, Address from, Address to, Wei amount, boolean byContract) {

    /** Whether it went from an address to itself. */
    public boolean isToSelf() {
        return from.equals(to);
    }
}

package dev.morlens.store.read;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import java.util.List;

/**
 * Sessions that have something in common: how many they are, and some of them.
 *
 * @param count of all of them
 * @param amount of all of them, in wei: their stakes, or what of them is held
 * @param first some of them, the first ones
 */
public record SessionGroup(long count, Wei amount, List<Session> first) {

    public boolean isEmpty() {
        return count == 0;
    }

    /** How many there are besides the first ones. */
    public long more() {
        return count - first.size();
    }
}

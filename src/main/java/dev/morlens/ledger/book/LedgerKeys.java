package dev.morlens.ledger.book;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Grant;
import dev.morlens.protocol.event.SessionId;
import java.util.HashSet;
import java.util.Set;

/**
 * What {@link LedgerState} must hold before a batch can be posted.
 *
 * @param balances every bucket of these addresses
 * @param sessions these sessions
 * @param holders the rows still on hold of these users
 * @param creditors the sessions that still owe something to these providers
 * @param grants the unreleased day buckets of these grants
 */
public record LedgerKeys(
        Set<Address> balances,
        Set<SessionId> sessions,
        Set<Address> holders,
        Set<Address> creditors,
        Set<Grant> grants) {

    public static LedgerKeys ofSessions(Set<SessionId> sessions) {
        return new LedgerKeys(Set.of(), sessions, Set.of(), Set.of(), Set.of());
    }

    public boolean isEmpty() {
        return balances.isEmpty() && sessions.isEmpty() && holders.isEmpty() && creditors.isEmpty() && grants.isEmpty();
    }

    LedgerKeys without(
            Set<Address> balances,
            Set<SessionId> sessions,
            Set<Address> holders,
            Set<Address> creditors,
            Set<Grant> grants) {
        return new LedgerKeys(
                minus(this.balances, balances),
                minus(this.sessions, sessions),
                minus(this.holders, holders),
                minus(this.creditors, creditors),
                minus(this.grants, grants));
    }

    private static <T> Set<T> minus(Set<T> all, Set<T> known) {
        Set<T> rest = new HashSet<>();
        all.forEach(key -> {
            if (!known.contains(key)) {
                rest.add(key);
            }
        });
        return rest;
    }
}

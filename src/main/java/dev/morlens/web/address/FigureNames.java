package dev.morlens.web.address;

import dev.morlens.position.cache.Position;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.read.AddressAccounts;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Gives what is told of an address a name: the same on every server and after a restart, for as long as nothing but the
 * block has changed.
 */
final class FigureNames {

    /** One name for all that may be old: nothing of the present is known that could differ. */
    static final String OLD = "old";

    private FigureNames() {}

    static String of(Position position) {
        if (position.asOf().stale()) {
            return OLD;
        }
        String all = named(position.accounts()).toString() + position.sessions() + position.holds();
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** In one order, since the JDK's immutable maps have another in each process; compared again is no news if it agreed. */
    private static AddressAccounts named(AddressAccounts accounts) {
        return new AddressAccounts(
                accounts.address(),
                new TreeMap<>(accounts.balances()),
                accounts.openSessions(),
                accounts.holds(),
                accounts.modelCount(),
                accounts.poolPending(),
                accounts.firstSeen(),
                accounts.lastActivity(),
                new Verification(accounts.verification().status(), OptionalLong.empty()));
    }
}

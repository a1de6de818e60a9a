package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.SessionQuery;
import dev.morlens.store.SessionState;
import java.time.Instant;
import java.util.Optional;

/** Which sessions, whatever the time is. */
public record SessionFilter(
        Optional<Address> user,
        Optional<Address> provider,
        Optional<Hash> model,
        Optional<Hash> bid,
        Optional<SessionState> state) {

    public static SessionFilter ofUser(Address user, Optional<SessionState> state) {
        return new SessionFilter(Optional.of(user), Optional.empty(), Optional.empty(), Optional.empty(), state);
    }

    public static SessionFilter ofProvider(Address provider, Optional<SessionState> state) {
        return new SessionFilter(Optional.empty(), Optional.of(provider), Optional.empty(), Optional.empty(), state);
    }

    /** @param provider the bid's own: the index knows sessions by their provider */
    public static SessionFilter ofBid(Address provider, Hash bid) {
        return new SessionFilter(
                Optional.empty(), Optional.of(provider), Optional.empty(), Optional.of(bid), Optional.empty());
    }

    SessionQuery at(Instant now) {
        return new SessionQuery(user, provider, model, bid, state, now);
    }
}

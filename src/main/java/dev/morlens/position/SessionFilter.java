package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.SessionQuery;
import dev.morlens.store.SessionState;
import java.time.Instant;
import java.util.Optional;

/** Which sessions, whatever the time is. */
public record SessionFilter(
        Optional<Address> user, Optional<Address> provider, Optional<Hash> model, Optional<SessionState> state) {

    public static SessionFilter ofUser(Address user, Optional<SessionState> state) {
        return new SessionFilter(Optional.of(user), Optional.empty(), Optional.empty(), state);
    }

    public static SessionFilter ofProvider(Address provider, Optional<SessionState> state) {
        return new SessionFilter(Optional.empty(), Optional.of(provider), Optional.empty(), state);
    }

    SessionQuery at(Instant now) {
        return new SessionQuery(user, provider, model, state, now);
    }
}

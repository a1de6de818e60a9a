package dev.morlens.position.list;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.criteria.SessionPhase;
import java.time.Instant;
import java.util.Optional;

/** Which sessions, whatever the time is. */
public record SessionFilter(
        Optional<Address> user,
        Optional<Address> provider,
        Optional<Hash> model,
        Optional<Hash> bid,
        Optional<SessionPhase> state) {

    public static SessionFilter ofUser(Address user, Optional<SessionPhase> state) {
        return new SessionFilter(Optional.of(user), Optional.empty(), Optional.empty(), Optional.empty(), state);
    }

    public static SessionFilter ofProvider(Address provider, Optional<SessionPhase> state) {
        return new SessionFilter(Optional.empty(), Optional.of(provider), Optional.empty(), Optional.empty(), state);
    }

    /** @param provider the bid's own: the index knows sessions by their provider */
    public static SessionFilter ofBid(Address provider, Hash bid) {
        return new SessionFilter(
                Optional.empty(), Optional.of(provider), Optional.empty(), Optional.of(bid), Optional.empty());
    }

    public SessionCriteria at(Instant now) {
        return new SessionCriteria(user, provider, model, bid, state, now);
    }
}

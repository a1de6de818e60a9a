package dev.morlens.store.criteria;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.time.Instant;
import java.util.Optional;

/**
 * Which sessions.
 *
 * @param now against which {@code open} and {@code overdue} are told apart: overdue from {@code endsAt} on
 */
public record SessionCriteria(
        Optional<Address> user,
        Optional<Address> provider,
        Optional<Hash> model,
        Optional<Hash> bid,
        Optional<SessionPhase> state,
        Instant now) {

    /** Of whatever bid. */
    public SessionCriteria(
            Optional<Address> user,
            Optional<Address> provider,
            Optional<Hash> model,
            Optional<SessionPhase> state,
            Instant now) {
        this(user, provider, model, Optional.empty(), state, now);
    }
}

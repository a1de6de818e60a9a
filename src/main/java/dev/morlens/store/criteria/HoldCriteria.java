package dev.morlens.store.criteria;

import dev.morlens.chain.value.Address;
import java.time.Instant;
import java.util.Optional;

/**
 * Which hold rows.
 *
 * @param now against which {@code locked} and {@code claimable} are told apart: claimable from {@code releaseAt} on
 */
public record HoldCriteria(Optional<Address> user, Optional<HoldState> state, Instant now) {}

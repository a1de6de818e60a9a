package dev.morlens.store;

import dev.morlens.chain.value.Address;
import java.time.Instant;
import java.util.Optional;

/**
 * Which hold rows.
 *
 * @param now against which {@code locked} and {@code claimable} are told apart: claimable from {@code releaseAt} on
 */
public record HoldQuery(Optional<Address> user, Optional<HoldState> state, Instant now) {}

package dev.morlens.position;

import dev.morlens.chain.value.Address;
import dev.morlens.store.HoldQuery;
import dev.morlens.store.HoldState;
import java.time.Instant;
import java.util.Optional;

/** Which hold rows, whatever the time is. */
public record HoldFilter(Optional<Address> user, Optional<HoldState> state) {

    HoldQuery at(Instant now) {
        return new HoldQuery(user, state, now);
    }
}

package dev.morlens.position.list;

import dev.morlens.chain.value.Address;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.HoldState;
import java.time.Instant;
import java.util.Optional;

/** Which hold rows, whatever the time is. */
public record HoldFilter(Optional<Address> user, Optional<HoldState> state) {

    HoldCriteria at(Instant now) {
        return new HoldCriteria(user, state, now);
    }
}

package dev.morlens.preview.quote;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import java.util.Optional;

/**
 * A session that somebody may want.
 *
 * @param model its best rated bid is chosen, unless {@code bid} is given
 * @param seconds how long it is to last
 * @param opener whose wallet to look into
 */
public record QuoteQuestion(
        Optional<Hash> model, Optional<Hash> bid, long seconds, boolean directPayment, Optional<Address> opener) {

    /** Longer than any session: the contract's own limit is told. */
    public static final int LONGEST_SECONDS = 31_536_000;
}

package dev.morlens.protocol.state;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.Optional;

/**
 * A bid as {@code getBid} tells it.
 *
 * @param provider {@code 0x0} if there is no such bid
 * @param pricePerSecond in wei
 */
public record Bid(
        Hash id,
        Address provider,
        Hash modelId,
        Wei pricePerSecond,
        Wei nonce,
        Instant createdAt,
        Optional<Instant> deletedAt) {

    public boolean exists() {
        return !provider.equals(Address.ZERO);
    }
}

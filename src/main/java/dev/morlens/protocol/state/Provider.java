package dev.morlens.protocol.state;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import java.time.Instant;

/**
 * A provider as {@code getProvider} tells it. After its deregistration the part of the stake that it had earned stays
 * (docs/protocol.md, P37).
 *
 * @param endpoint hostile text of bounded length; never fetched
 * @param stake in wei
 * @param createdAt 1970 if it never registered
 * @param limitPeriodEnd when its period of 365 days ends; past means that {@code limitPeriodEarned} counts as 0
 * @param limitPeriodEarned paid in this period, in wei
 */
public record Provider(
        Address address,
        String endpoint,
        Wei stake,
        Instant createdAt,
        Instant limitPeriodEnd,
        Wei limitPeriodEarned,
        boolean deleted) {

    public boolean exists() {
        return !createdAt.equals(Instant.EPOCH);
    }
}

package dev.morlens.market.health;

import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.state.Provider;
import java.time.Instant;
import java.util.Optional;

/**
 * How much a provider can still be paid (docs/protocol.md, P33): in a period of 365 days at most its stake. As
 * much of the stake as that is what a deregistration returns (P37).
 *
 * @param used paid in the running period, in wei; 0 if none is running
 * @param left what can still be paid, in wei
 * @param until the running period's end; empty if none is running: the next payment starts one
 */
public record PaymentLimit(Wei used, Wei left, Optional<Instant> until) {

    public static PaymentLimit of(Provider provider, Instant now) {
        boolean running = !now.isAfter(provider.limitPeriodEnd());
        Wei used = running ? provider.limitPeriodEarned() : Wei.ZERO;
        return new PaymentLimit(
                used,
                provider.stake().minus(used).max(Wei.ZERO),
                Optional.of(provider.limitPeriodEnd()).filter(end -> running));
    }
}

package dev.morlens.protocol.math;

import dev.morlens.chain.value.Wei;
import java.time.Instant;

/** What a session costs. */
public final class Reward {

    private Reward() {}

    /**
     * The provider's whole reward in wei: {@code (sessionEnd - openedAt) x pricePerSecond}, never below 0
     * (docs/protocol.md, P24 and P27).
     */
    public static Wei of(Instant openedAt, Instant sessionEnd, Wei pricePerSecond) {
        long seconds = Math.max(0, sessionEnd.getEpochSecond() - openedAt.getEpochSecond());
        return pricePerSecond.times(seconds);
    }
}

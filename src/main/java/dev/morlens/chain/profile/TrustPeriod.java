package dev.morlens.chain.profile;

import java.time.Duration;

/** How long what was learnt is believed before it is tried again: longer each time that it is confirmed. */
final class TrustPeriod {

    static final Duration FIRST = Duration.ofMinutes(10);
    static final Duration LONGEST = Duration.ofHours(24);

    private static final int GROWTH = 6;

    private TrustPeriod() {}

    static Duration next(Duration believed) {
        Duration longer = believed.multipliedBy(GROWTH);
        return longer.compareTo(LONGEST) > 0 ? LONGEST : longer;
    }
}

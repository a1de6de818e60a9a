package dev.morlens.protocol.math;

import java.time.Duration;
import java.time.Instant;

/** When a hold is released (docs/protocol.md, P26 and P51). */
public final class DayLock {

    private static final Duration DAY = Duration.ofDays(1);

    private DayLock() {}

    /** The UTC midnight at or before a time: {@code t - t mod 86400}. */
    public static Instant day(Instant time) {
        long seconds = time.getEpochSecond();
        return Instant.ofEpochSecond(seconds - Math.floorMod(seconds, DAY.toSeconds()));
    }

    /** From when on a non-zero hold can be claimed, in every contract version: the midnight after the session's end. */
    public static Instant releaseAt(Instant sessionEnd) {
        return day(sessionEnd).plus(DAY);
    }

    /** When a session really ended: at its close, or when it expired if that was earlier. */
    public static Instant sessionEnd(Instant closedAt, Instant endsAt) {
        return closedAt.isBefore(endsAt) ? closedAt : endsAt;
    }
}

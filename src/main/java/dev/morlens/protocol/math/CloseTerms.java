package dev.morlens.protocol.math;

import dev.morlens.chain.value.Wei;
import java.time.Duration;
import java.time.Instant;

/**
 * The arithmetic of one close, but for {@code stipendToStake}, which only the contract can tell (docs/protocol.md, P24
 * to P26).
 *
 * @param holding whether anything is held back
 * @param sessionEnd the close, or the session's end if that was earlier
 * @param day the UTC midnight from which on seconds count, for {@code stipendToStake} too
 * @param countedFrom that midnight, or the opening if that was later
 * @param seconds from {@code countedFrom} to {@code sessionEnd}
 * @param stipend {@code seconds x pricePerSecond}, in wei
 * @param userStake the stake less what a direct payment costs, in wei: no more than that is held
 * @param releaseAt when what is held is released
 */
public record CloseTerms(
        Holding holding,
        Instant sessionEnd,
        Instant day,
        Instant countedFrom,
        long seconds,
        Wei stipend,
        Wei userStake,
        Instant releaseAt) {

    /** Whether a close holds anything back. */
    public enum Holding {
        YES,
        NO,
        /** The rules differ here, and which one is in force is not known. */
        UNKNOWN
    }

    /**
     * @param stake in wei
     * @param pricePerSecond in wei
     * @param direct whether the user pays the provider out of the stake
     */
    public static CloseTerms of(
            HoldRule holdRule,
            Instant openedAt,
            Instant endsAt,
            Instant closedAt,
            Wei stake,
            Wei pricePerSecond,
            boolean direct) {
        Instant sessionEnd = DayLock.sessionEnd(closedAt, endsAt);
        Instant day = DayLock.day(sessionEnd);
        Instant from = openedAt.isAfter(day) ? openedAt : day;
        long seconds = Math.max(0, Duration.between(from, sessionEnd).toSeconds());
        Wei cost = direct ? Reward.of(openedAt, sessionEnd, pricePerSecond) : Wei.ZERO;
        return new CloseTerms(
                holding(holdRule, endsAt, closedAt, DayLock.releaseAt(sessionEnd)),
                sessionEnd,
                day,
                from,
                seconds,
                pricePerSecond.times(seconds),
                stake.minus(cost),
                DayLock.releaseAt(sessionEnd));
    }

    /**
     * The amount held, in wei, where {@link #holding} says that anything is.
     *
     * @param stakeOfStipend {@code stipendToStake(stipend, day)}, in wei
     */
    public Wei held(Wei stakeOfStipend) {
        return userStake.min(stakeOfStipend);
    }

    /** Before the session's end, and from the midnight after it on, all rules agree. */
    private static Holding holding(HoldRule holdRule, Instant endsAt, Instant closedAt, Instant releaseAt) {
        if (closedAt.isBefore(endsAt)) {
            return Holding.YES;
        }
        if (!closedAt.isBefore(releaseAt)) {
            return Holding.NO;
        }
        return switch (holdRule) {
            case CLASSIC -> Holding.NO;
            case DAY_LOCK, POOL -> Holding.YES;
            case UNKNOWN -> Holding.UNKNOWN;
        };
    }
}

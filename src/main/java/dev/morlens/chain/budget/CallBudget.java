package dev.morlens.chain.budget;

import dev.morlens.chain.Purpose;
import dev.morlens.chain.TemporaryNodeException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many calls all endpoints of a network are asked in 24 hours, and who may spend them. A call is a member of a batch, as
 * providers count. Following, checks and audits wait for theirs, and lose nothing by it; a visitor is told at once. Safe for
 * many threads.
 */
public final class CallBudget {

    /** Of what visitors leave. Following comes first: with less, it only looks less often. */
    private static final Map<Purpose, Double> PARTS =
            Map.of(Purpose.FOLLOWING, 0.6, Purpose.CHECKS, 0.25, Purpose.AUDITS, 0.15);

    /** Less does not keep an index at all: a look costs three calls, and there are 1,440 minutes. */
    private static final long LEAST = 10_000;

    private static final double MOST_FOR_VISITORS = 0.9;

    private final OptionalLong callsADay;
    private final double visitors;
    private final LongSupplier nanoTime;
    private final Map<Purpose, CallShare> shares = new EnumMap<>(Purpose.class);
    private final Map<Purpose, LongAdder> spent = new EnumMap<>(Purpose.class);

    /**
     * @param callsADay empty for no bound
     * @param visitors their part of all, from 0 to 1
     * @param nanoTime as {@link System#nanoTime}
     * @throws IllegalArgumentException if either is out of its range
     */
    public CallBudget(OptionalLong callsADay, double visitors, LongSupplier nanoTime) {
        if (callsADay.isPresent() && callsADay.getAsLong() < LEAST
                || !(visitors >= 0 && visitors <= MOST_FOR_VISITORS)) {
            throw new IllegalArgumentException(
                    "expected calls-a-day of at least %d and visitors-share from 0 to %s, got %s and %s"
                            .formatted(LEAST, MOST_FOR_VISITORS, callsADay, visitors));
        }
        this.callsADay = callsADay;
        this.visitors = visitors;
        this.nanoTime = nanoTime;
        for (Purpose purpose : Purpose.values()) {
            spent.put(purpose, new LongAdder());
            callsADay.ifPresent(all -> shares.put(purpose, new CallShare(all * part(purpose), nanoTime.getAsLong())));
        }
    }

    private double part(Purpose purpose) {
        return purpose == Purpose.VISITORS ? visitors : (1 - visitors) * PARTS.get(purpose);
    }

    /** No bound. */
    public static CallBudget unlimited() {
        return new CallBudget(OptionalLong.empty(), 0, System::nanoTime);
    }

    /**
     * Before a question of that purpose: waits for a call that may be spent on it, or refuses a visitor's.
     *
     * @throws TemporaryNodeException if there is none for visitors now, or this thread is interrupted
     */
    public void admit(Purpose purpose) {
        CallShare share = shares.get(purpose);
        if (share == null) {
            return;
        }
        Duration left = share.untilAny(nanoTime.getAsLong());
        if (purpose == Purpose.VISITORS && !left.isZero()) {
            throw TemporaryNodeException.spent(
                    "the calls for visitors are spent for now (calls-a-day is %d): nothing was asked, the next one is in %d s"
                            .formatted(callsADay.orElse(0), left.toSeconds() + 1),
                    left);
        }
        await(share, left);
    }

    private void await(CallShare share, Duration first) {
        try {
            for (Duration left = first; !left.isZero(); left = share.untilAny(nanoTime.getAsLong())) {
                TimeUnit.NANOSECONDS.sleep(left.toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TemporaryNodeException("interrupted while waiting for a call within calls-a-day", e);
        }
    }

    /** So many calls were sent. */
    public void spent(Purpose purpose, int calls) {
        spent.get(purpose).add(calls);
        CallShare share = shares.get(purpose);
        if (share != null) {
            share.take(calls, nanoTime.getAsLong());
        }
    }

    /** How many calls were sent for it since the start. */
    public long spent(Purpose purpose) {
        return spent.get(purpose).sum();
    }

    /** Whether a call may be spent on it now. */
    public boolean allows(Purpose purpose) {
        return left(purpose) > 0;
    }

    /** How many calls may be spent on it now; {@link Long#MAX_VALUE} without a bound. */
    public long left(Purpose purpose) {
        CallShare share = shares.get(purpose);
        return share == null ? Long.MAX_VALUE : share.left(nanoTime.getAsLong());
    }

    /** How far apart tasks of that purpose can begin that take so many calls each; zero without a bound. */
    public Duration pace(Purpose purpose, double calls) {
        CallShare share = shares.get(purpose);
        return share == null ? Duration.ZERO : share.pace(calls);
    }

    /** The bound. */
    public OptionalLong callsADay() {
        return callsADay;
    }

    /** Of the bound, what is that purpose's; empty without one. */
    public OptionalLong callsADay(Purpose purpose) {
        return callsADay.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(callsADay.getAsLong() * part(purpose)));
    }
}

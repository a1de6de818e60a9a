package dev.morlens.chain.budget;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.error.TemporaryNodeException;
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
    private static final Map<CallPurpose, Double> PARTS =
            Map.of(CallPurpose.FOLLOWING, 0.6, CallPurpose.CHECKS, 0.25, CallPurpose.AUDITS, 0.15);

    /** Less does not keep an index at all: a look costs three calls, and there are 1,440 minutes. */
    private static final long LEAST = 10_000;

    private static final double MOST_FOR_VISITORS = 0.9;

    private final OptionalLong callsADay;
    private final double visitors;
    private final LongSupplier nanoTime;
    private final Map<CallPurpose, CallShare> shares = new EnumMap<>(CallPurpose.class);
    private final Map<CallPurpose, LongAdder> spent = new EnumMap<>(CallPurpose.class);

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
        for (CallPurpose callPurpose : CallPurpose.values()) {
            spent.put(callPurpose, new LongAdder());
            callsADay.ifPresent(
                    all -> shares.put(callPurpose, new CallShare(all * part(callPurpose), nanoTime.getAsLong())));
        }
    }

    private double part(CallPurpose callPurpose) {
        return callPurpose == CallPurpose.VISITORS ? visitors : (1 - visitors) * PARTS.get(callPurpose);
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
    public void admit(CallPurpose callPurpose) {
        CallShare share = shares.get(callPurpose);
        if (share == null) {
            return;
        }
        Duration left = share.untilAny(nanoTime.getAsLong());
        if (callPurpose == CallPurpose.VISITORS && !left.isZero()) {
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
    public void spent(CallPurpose callPurpose, int calls) {
        spent.get(callPurpose).add(calls);
        CallShare share = shares.get(callPurpose);
        if (share != null) {
            share.take(calls, nanoTime.getAsLong());
        }
    }

    /** How many calls were sent for it since the start. */
    public long spent(CallPurpose callPurpose) {
        return spent.get(callPurpose).sum();
    }

    /** Whether a call may be spent on it now. */
    public boolean allows(CallPurpose callPurpose) {
        return left(callPurpose) > 0;
    }

    /** How many calls may be spent on it now; {@link Long#MAX_VALUE} without a bound. */
    public long left(CallPurpose callPurpose) {
        CallShare share = shares.get(callPurpose);
        return share == null ? Long.MAX_VALUE : share.left(nanoTime.getAsLong());
    }

    /** How far apart tasks of that purpose can begin that take so many calls each; zero without a bound. */
    public Duration pace(CallPurpose callPurpose, double calls) {
        CallShare share = shares.get(callPurpose);
        return share == null ? Duration.ZERO : share.pace(calls);
    }

    /** The bound. */
    public OptionalLong callsADay() {
        return callsADay;
    }

    /** Of the bound, what is that purpose's; empty without one. */
    public OptionalLong callsADay(CallPurpose callPurpose) {
        return callsADay.isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(Math.round(callsADay.getAsLong() * part(callPurpose)));
    }
}

package dev.morlens.indexer.head;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.budget.CallBudget;
import dev.morlens.store.feed.IndexStatus.Asking;
import dev.morlens.store.feed.IndexStatus.Share;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How often the head is looked at: as configured, or as often as a day's calls allow by what looks have cost. */
public final class LookPace {

    /** Of what a look costs: the newest one counts so much against those before it. */
    private static final double WEIGHT = 0.1;

    /** A single look that costs more than so many times the usual, as the first ones do, does not count for more. */
    private static final double MOST_OVER = 2;

    /** Its three calls, and what blocks with logs take. */
    private static final double CALLS_AT_FIRST = 4;

    /** A look takes a second at most where a node answers as usual. */
    private static final Duration TAKES = Duration.ofSeconds(1);

    private final CallBudget budget;
    private final Duration least;
    private double callsALook = CALLS_AT_FIRST;
    private long spentBefore;

    /** @param least between the beginnings of two looks */
    public LookPace(CallBudget budget, Duration least) {
        this.budget = budget;
        this.least = least;
        this.spentBefore = budget.spent(CallPurpose.FOLLOWING);
    }

    /** A look is over. */
    public void looked() {
        long now = budget.spent(CallPurpose.FOLLOWING);
        double cost = Math.min(now - spentBefore, MOST_OVER * callsALook);
        callsALook += WEIGHT * (cost - callsALook);
        spentBefore = now;
    }

    /** What was spent since the last look was for something else, such as history. */
    public void skip() {
        spentBefore = budget.spent(CallPurpose.FOLLOWING);
    }

    /** Between the beginnings of two looks. */
    public Duration interval() {
        Duration allowed = budget.pace(CallPurpose.FOLLOWING, callsALook);
        return allowed.compareTo(least) > 0 ? allowed : least;
    }

    public Asking asking() {
        List<Share> shares = Arrays.stream(CallPurpose.values())
                .map(callPurpose -> new Share(
                        callPurpose.name().toLowerCase(Locale.ROOT),
                        budget.callsADay(callPurpose),
                        budget.spent(callPurpose)))
                .toList();
        return new Asking(interval(), interval().plus(TAKES), budget.callsADay(), shares);
    }
}

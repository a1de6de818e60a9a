package dev.morlens.indexer.audit;

import dev.morlens.chain.IntervalTimer;
import dev.morlens.chain.value.Address;
import dev.morlens.store.check.AuditStore;
import dev.morlens.store.feed.IndexStatus.AuditPace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The slow walk over all addresses with MOR in the Diamond: how far it is, when it goes on, and how long it takes. */
public final class AuditWalk {

    /** Between two rounds, where there is little to walk over. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final AuditStore store;
    private final Duration atLeast;
    private final AuditBudget budget;
    private final IntervalTimer intervalTimer = new IntervalTimer();
    private Optional<Address> last = Optional.empty();
    private Round round = new Round(0, 0, 0);
    private Optional<AuditPace> pace = Optional.empty();

    /**
     * One time round.
     *
     * @param all addresses that there were at its beginning
     * @param walked addresses
     * @param calls that they took
     */
    private record Round(long all, long walked, long calls) {

        long callsInAll() {
            return Math.round((double) calls / walked * Math.max(all, walked));
        }
    }

    /** @param atLeast how long one time round takes, however cheap it is */
    public AuditWalk(AuditStore store, Duration atLeast, AuditBudget budget) {
        this.store = store;
        this.atLeast = atLeast;
        this.budget = budget;
    }

    boolean isDue() {
        return intervalTimer.isNow();
    }

    /** The next addresses; none at the end, where it begins again. */
    List<Address> next(int most) {
        if (last.isEmpty()) {
            round = new Round(store.holders(), 0, 0);
        }
        List<Address> next = store.holdersAfter(last, most);
        if (next.isEmpty()) {
            last = Optional.empty();
            intervalTimer.after(atLeast.compareTo(PAUSE) < 0 ? atLeast : PAUSE);
        }
        return next;
    }

    /**
     * Goes on behind them.
     *
     * @param addresses the first of the next ones
     * @param calls that they took
     */
    void walked(List<Address> addresses, long calls) {
        last = Optional.of(addresses.getLast());
        round = new Round(round.all(), round.walked() + addresses.size(), round.calls() + calls);
        long inAll = round.callsInAll();
        Duration byBudget = budget.time(inAll);
        pace = Optional.of(new AuditPace(round.all(), inAll, byBudget.compareTo(atLeast) > 0 ? byBudget : atLeast));
        intervalTimer.after(atLeast.multipliedBy(addresses.size()).dividedBy(Math.max(1, round.all())));
    }

    /** As it is by what it took so far; empty before the first step. */
    Optional<AuditPace> pace() {
        return pace;
    }
}

package dev.morlens.indexer.audit;

import dev.morlens.chain.CallPurpose;
import dev.morlens.chain.budget.CallBudget;
import java.time.Duration;

/** What audits may cost within what a day's calls leave for them, and never more than is allowed of an interval. */
public final class DailyAuditBudget implements AuditBudget {

    private final AuditBudget steady;
    private final CallBudget day;

    /** @param steady what is allowed of an interval */
    public DailyAuditBudget(AuditBudget steady, CallBudget day) {
        this.steady = steady;
        this.day = day;
    }

    @Override
    public long left() {
        return Math.min(steady.left(), day.left(CallPurpose.AUDITS));
    }

    /** Of the day's they are counted as they are sent. */
    @Override
    public void spent(long calls) {
        steady.spent(calls);
    }

    @Override
    public Duration time(long calls) {
        Duration ofDay = day.pace(CallPurpose.AUDITS, calls);
        Duration atOnce = steady.time(calls);
        return ofDay.compareTo(atOnce) > 0 ? ofDay : atOnce;
    }
}

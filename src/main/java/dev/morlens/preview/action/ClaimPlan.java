package dev.morlens.preview.action;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.math.HoldRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many claims take all released rows, and what each pays: replays what the contract does to its array
 * (docs/protocol.md, P15 and P19). The pool version looks at the last rows only, released or not; the others skip
 * locked ones.
 */
final class ClaimPlan {

    private final List<HoldRow> array;
    private final boolean onlyLast;
    private final Instant now;

    private ClaimPlan(List<HoldRow> rows, HoldRule holdRule, Instant now) {
        this.array = new ArrayList<>(rows);
        this.array.sort(Comparator.comparingInt(row -> row.slot().orElse(0)));
        this.onlyLast = holdRule == HoldRule.POOL;
        this.now = now;
    }

    /** What each claim of {@link SessionCalls#MOST_ITERATIONS} pays, in wei; none once nothing more is within reach. */
    static List<Wei> claims(List<HoldRow> rows, HoldRule holdRule, Instant now) {
        ClaimPlan plan = new ClaimPlan(rows, holdRule, now);
        List<Wei> claims = new ArrayList<>();
        for (Wei amount = plan.take(); amount.isPositive(); amount = plan.take()) {
            claims.add(amount);
        }
        return claims;
    }

    private Wei take() {
        int stop = onlyLast ? Math.max(0, array.size() - SessionCalls.MOST_ITERATIONS) : 0;
        int taken = 0;
        Wei amount = Wei.ZERO;
        for (int i = array.size(); i > stop && (onlyLast || taken < SessionCalls.MOST_ITERATIONS); i--) {
            HoldRow row = array.get(i - 1);
            if (row.releasedAt(now)) {
                amount = amount.plus(row.amount());
                HoldRow last = array.removeLast();
                if (i - 1 < array.size()) {
                    array.set(i - 1, last);
                }
                taken++;
            }
        }
        return amount;
    }
}

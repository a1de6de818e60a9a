package dev.morlens.preview.close;

import dev.morlens.chain.value.Wei;
import dev.morlens.holdrule.RulePeriod;
import dev.morlens.preview.action.DryRun;
import dev.morlens.protocol.math.CloseTerms;
import java.time.Instant;
import java.util.Optional;

/**
 * What closing a session would come to, as the first transaction of a block. Payouts that land before it can move {@code
 * held} by a little.
 *
 * @param closedAt the time of that block
 * @param rule the rule in force
 * @param terms the arithmetic, with this session's numbers
 * @param stakeOfStipend what {@code stipendToStake} says of the terms' stipend, where it counts and could be asked; in wei
 * @param held in wei; empty where it could not be asked, or the rule is unknown and would matter
 * @param dryRun whether the contract would take it; empty where that was not tried
 */
public record ClosePreview(
        Instant closedAt,
        RulePeriod rule,
        CloseTerms terms,
        Optional<Wei> stakeOfStipend,
        Optional<Wei> held,
        Optional<DryRun> dryRun) {

    /** To the user at once, or free again in the pool that funds the session; in wei. */
    public Optional<Wei> returned() {
        return held.map(terms.userStake()::minus);
    }

    /** When what is held would be released; empty if nothing would be held. */
    public Optional<Instant> releaseAt() {
        return held.filter(Wei::isPositive).map(amount -> terms.releaseAt());
    }

    /** With what was found by trying it. */
    ClosePreview tried(Optional<DryRun> found) {
        return new ClosePreview(closedAt, rule, terms, stakeOfStipend, held, found);
    }

    /** Whether it would do something else than a close in an earlier block. */
    boolean differs(ClosePreview earlier) {
        return terms.holding() != earlier.terms.holding()
                || !held.equals(earlier.held)
                || !returned().equals(earlier.returned())
                || !releaseAt().equals(earlier.releaseAt())
                || passes() && earlier.fails()
                || fails() && earlier.passes();
    }

    private boolean passes() {
        return dryRun.filter(DryRun::ok).isPresent();
    }

    private boolean fails() {
        return dryRun.filter(run -> !run.ok()).isPresent();
    }
}

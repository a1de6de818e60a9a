package dev.morlens.preview.action;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.cache.Position;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.action.RecoveryAction.Sender;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.math.HoldRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Claiming released holds. */
final class ClaimActions {

    private static final List<Sender> WHO = List.of(Sender.USER, Sender.DELEGATE);

    private static final String UNREAD =
            "There are too many rows on hold to be read from the contract just now, so that"
                    + " it is not known what of them is released. A claim takes at most " + SessionCalls.MOST_ITERATIONS
                    + " rows: send it again until it fails.";

    private ClaimActions() {}

    /** Also where nothing can be claimed: it says from when on, or that nothing is on hold. */
    static RecoveryAction claim(ActionFacts facts, SessionCalls calls, HoldRule holdRule) {
        if (!facts.position().knows(Bucket.ON_HOLD)) {
            return unread(facts, calls);
        }
        Position.Split holds = facts.position().holds();
        List<Wei> amounts = amounts(facts, holdRule);
        Optional<Instant> until = amounts.isEmpty() ? holds.next() : Optional.empty();
        List<CallStep> steps = new ArrayList<>();
        amounts.forEach(amount ->
                steps.add(step(facts, calls, Optional.of(amount).filter(one -> !facts.lacksRows()), Optional.empty())));
        holds.next().ifPresent(later -> steps.add(step(facts, calls, Optional.empty(), Optional.of(later))));
        return new RecoveryAction(
                ActionKind.CLAIM_HOLDS,
                Optional.empty(),
                Optional.of(amounts.isEmpty() ? holds.waiting().amount() : Wei.sum(amounts)),
                steps,
                WHO,
                facts.address(),
                needs(facts, Wei.sum(amounts)),
                until,
                Optional.empty());
    }

    /** Too many rows to read: what a claim pays is for a dry run to say. */
    private static RecoveryAction unread(ActionFacts facts, SessionCalls calls) {
        return new RecoveryAction(
                ActionKind.CLAIM_HOLDS,
                Optional.empty(),
                Optional.empty(),
                List.of(step(facts, calls, Optional.empty(), Optional.empty())),
                WHO,
                facts.address(),
                Optional.of(UNREAD),
                Optional.empty(),
                Optional.empty());
    }

    /** @param from of what is locked: it can be prepared now and sent then */
    private static CallStep step(ActionFacts facts, SessionCalls calls, Optional<Wei> pays, Optional<Instant> from) {
        return new CallStep(
                calls.withdrawUserStakes(facts.address(), SessionCalls.MOST_ITERATIONS),
                OptionalInt.of(SessionCalls.MOST_ITERATIONS),
                pays,
                from);
    }

    private static List<Wei> amounts(ActionFacts facts, HoldRule holdRule) {
        Wei due = facts.position().holds().due().amount();
        if (due.isZero()) {
            return List.of();
        }
        return facts.rows().isEmpty()
                ? List.of(due)
                : ClaimPlan.claims(facts.rows(), holdRule, facts.asOf().now());
    }

    private static Optional<String> needs(ActionFacts facts, Wei reached) {
        Position.Split holds = facts.position().holds();
        if (holds.count() == 0) {
            return Optional.of((facts.asOf().stale()
                            ? "Nothing was on hold at block "
                                    + facts.asOf().block().number() + "; newer blocks are not in the index."
                            : "Nothing is on hold.")
                    + pools(facts));
        }
        if (facts.lacksRows()) {
            return Optional.of("It takes several claims, each of at most " + SessionCalls.MOST_ITERATIONS
                    + " rows: send it again until it fails.");
        }
        return reached.compareTo(holds.due().amount()) < 0
                ? Optional.of("More is released, but this contract version only looks at the newest "
                        + SessionCalls.MOST_ITERATIONS + " rows: the rest comes within reach when those are released.")
                : Optional.empty();
    }

    /** What those hold is nobody's to claim. */
    private static String pools(ActionFacts facts) {
        return facts.pools().values().stream().allMatch(pool -> pool.days().isEmpty())
                ? ""
                : " What staking pools hold is freed by releasePoolHolds: it is among the address's actions.";
    }
}

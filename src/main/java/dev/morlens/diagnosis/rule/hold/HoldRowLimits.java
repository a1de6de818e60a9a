package dev.morlens.diagnosis.rule.hold;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.position.cache.Position;
import dev.morlens.preview.action.DryRun;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.protocol.state.StoredHold;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** More rows than a claim or the contract's own view can see, and rows in front of released ones that are locked or empty. */
public final class HoldRowLimits implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        Position.Split holds = facts.position().holds();
        List<Finding> findings = new ArrayList<>();
        if (holds.count() > SessionCalls.MOST_ITERATIONS && holds.due().count() > 0) {
            findings.add(many(facts, holds));
        }
        if (smallClaimFails(facts)) {
            inFront(facts, holds)
                    .map(finding -> finding.amount(holds.due().amount())
                            .with(tried(facts))
                            .then(Advice.byOwner(
                                    "Claim with 255",
                                    "Pass 255 as the second argument of withdrawUserStakes.",
                                    call(facts))))
                    .ifPresent(findings::add);
        }
        return findings;
    }

    /** Empty where the newest row could not be read, and none with an amount is locked. */
    private static Optional<Finding> inFront(Case facts, Position.Split holds) {
        Optional<StoredHold> last = facts.trials().lastRow();
        boolean lastIsLocked =
                last.filter(row -> facts.now().isBefore(row.releaseAt())).isPresent();
        if (last.filter(row -> row.amount().isZero()).isPresent() && !lastIsLocked) {
            return Optional.of(zeroRow());
        }
        int locked = Math.max(holds.waiting().count(), lastIsLocked ? 1 : 0);
        return locked > 0 ? Optional.of(tail(locked)) : Optional.empty();
    }

    private static boolean smallClaimFails(Case facts) {
        return facts.trials().claim().filter(DryRun::ok).isPresent()
                && facts.trials().smallClaim().filter(small -> !small.ok()).isPresent();
    }

    private static Finding many(Case facts, Position.Split holds) {
        int claims = (holds.due().count() + SessionCalls.MOST_ITERATIONS - 1) / SessionCalls.MOST_ITERATIONS;
        return Finding.of(
                        FindingCode.HOLD_MANY_ROWS,
                        "There are " + holds.count() + " rows on hold, and one claim looks at 255 at most",
                        "Each close can leave a row, and one claim takes 255 rows at most, from the newest on. So claiming"
                                + " everything takes several claims. The contract's own figure (getUserStakesOnHold) can"
                                + " be too small with so many rows; the figures here count every row.")
                .amount(holds.due().amount())
                .with(
                        Evidence.at(
                                "Rows",
                                holds.count() + ", of which released "
                                        + holds.due().count(),
                                facts.page("/holds")),
                        SessionEvidence.readAt(facts))
                .then(Advice.byOwner(
                        "Claim " + FindingText.count(Math.max(2, claims), "time", "times") + " or until it fails",
                        "Call withdrawUserStakes with 255 again and again. When locked rows are in front, go on after the"
                                + " next UTC midnight."));
    }

    private static Finding tail(int locked) {
        return Finding.of(
                FindingCode.HOLD_LOCKED_TAIL,
                "A claim with a small number of rows would fail",
                "The contract looks at the newest rows first, and "
                        + FindingText.count(locked, "locked row is", "locked rows are")
                        + " among them. A claim that looks at only a few rows finds nothing released there, and"
                        + " fails, although there is something to claim. With 255 it would succeed.");
    }

    private static Finding zeroRow() {
        return Finding.of(
                FindingCode.HOLD_ZERO_ROW,
                "A claim with a small number of rows would fail",
                "The contract looks at the newest rows first, and the newest one is of amount 0: the contract's first"
                        + " rule left such a row where a session was closed in the second of its opening, or exactly at a"
                        + " UTC midnight. It holds nothing. A claim that looks at that row alone finds nothing to pay, and"
                        + " fails, although there is something to claim. With 255 it would succeed.");
    }

    private static List<Evidence> tried(Case facts) {
        return List.of(
                Evidence.of(
                        "Trying to claim with 1",
                        facts.trials().smallClaim().flatMap(DryRun::error).orElse("would fail")),
                Evidence.of("Trying to claim with 255", "would succeed"),
                SessionEvidence.readAt(facts));
    }

    private static UnsignedCall call(Case facts) {
        return new SessionCalls(facts.network().diamond())
                .withdrawUserStakes(facts.address(), SessionCalls.MOST_ITERATIONS);
    }
}

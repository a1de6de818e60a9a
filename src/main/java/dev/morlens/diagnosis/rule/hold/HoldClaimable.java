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
import java.util.List;
import java.util.Optional;

/** Released rows: since when, how to claim them, and what is in the way if something is. */
public final class HoldClaimable implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        Position.CountedAmount due = facts.position().holds().due();
        if (due.count() == 0) {
            return List.of();
        }
        Optional<DryRun> claim = facts.trials().claim();
        Finding finding = isMissing(facts)
                ? missing(due)
                : claim.filter(tried -> !tried.ok()).isPresent()
                        ? refused(due, claim.get())
                        : claimable(facts, due, claim);
        return List.of(finding.amount(due.amount())
                .with(
                        Evidence.at(
                                "Released and not claimed",
                                FindingText.count(due.count(), "row", "rows") + ", "
                                        + facts.claimableSince()
                                                .map(at -> "the first since " + FindingText.time(at))
                                                .orElse(""),
                                facts.page("/holds")),
                        Evidence.tried("Trying to claim", claim),
                        SessionEvidence.readAt(facts)));
    }

    private static boolean isMissing(Case facts) {
        return facts.health().onChain().filter(known -> !known.claims()).isPresent();
    }

    private static Finding claimable(Case facts, Position.CountedAmount due, Optional<DryRun> claim) {
        String tried = claim.isPresent()
                ? " MorLens tried it without sending anything: it would succeed."
                : " Whether it would succeed could not be tried just now.";
        UnsignedCall call = new SessionCalls(facts.network().diamond())
                .withdrawUserStakes(facts.address(), SessionCalls.MOST_ITERATIONS);
        return Finding.of(
                        FindingCode.HOLD_CLAIMABLE,
                        FindingText.mor(due.amount())
                                + (facts.asOf().stale()
                                        ? " could be claimed as of " + FindingText.block(facts.asOf())
                                        : " can be claimed now"),
                        "Holds of closed sessions have been released, but nothing moves by itself: the contract pays out"
                                + " when somebody calls withdrawUserStakes. The MOR goes to this address, whether it or its"
                                + " delegate sends the call." + tried)
                .until(facts.claimableSince())
                .then(Advice.byOwner(
                        "Claim it: withdrawUserStakes",
                        "Call it on the Inference Contract with this address and 255, from this address or from a delegate"
                                + " with session rights. It needs a little ETH for gas. 255 is how many rows the call may"
                                + " look at; a smaller number can fail.",
                        call));
    }

    private static Finding missing(Position.CountedAmount due) {
        return Finding.of(
                        FindingCode.CLAIM_NOT_AVAILABLE,
                        FindingText.mor(due.amount())
                                + " is released, but the contract has no function to claim it at present",
                        "Claims are made with withdrawUserStakes. The contract is put together of parts that its operators"
                                + " can exchange, and at this block none of them has that function. The rows are still"
                                + " there, each with its amount; no owner can get at them until the function is back.")
                .then(Advice.operator(
                        "Wait for the protocol's operators",
                        "They have to add withdrawUserStakes to the contract again."));
    }

    private static Finding refused(Position.CountedAmount due, DryRun tried) {
        return Finding.of(
                        FindingCode.HOLD_CLAIM_REFUSED,
                        FindingText.mor(due.amount()) + " is released, but the contract would refuse the claim",
                        "MorLens tried to claim without sending anything. "
                                + tried.reason().orElse("It would fail.")
                                + " A claim looks at no more than 255 rows, the newest first: if those are all still"
                                + " locked, older released ones are out of its reach until the next UTC midnight.")
                .then(
                        Advice.waiting(
                                "Try again after the next UTC midnight",
                                "Every row that is locked now is released then."),
                        Advice.operator(
                                "If it still fails, tell the protocol's operators",
                                "Send them this page: it names the block and the contract's answer."));
    }
}

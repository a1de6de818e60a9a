package dev.morlens.diagnosis.rule.hold;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.store.read.SessionGroup;
import java.util.List;

/** People expect that a session that simply ran out returns everything at once; that ended with the day-lock. */
public final class HoldDayLock implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        SessionGroup ranOut = facts.holdings().ranOut();
        if (ranOut.isEmpty()) {
            return List.of();
        }
        Wei held = ranOut.amount();
        return List.of(Finding.of(
                        FindingCode.HOLD_DAY_LOCK,
                        "A session that simply ran out can leave a hold, too",
                        FindingText.mor(held) + " of what is held comes from "
                                + FindingText.count(ranOut.count(), "session that was", "sessions that were")
                                + " closed only after the end. Under the contract's first rule such a close returned"
                                + " everything at once, and many documents still say so. Since the day-lock upgrade a"
                                + " close on the same UTC day holds back that day's part all the same. Nothing is lost,"
                                + " and nobody did anything wrong.")
                .amount(held)
                .until(facts.position().holds().next())
                .with(SessionEvidence.of(
                        facts,
                        ranOut.first(),
                        ranOut.count(),
                        session -> HoldLocked.line(session) + ", ended "
                                + FindingText.time(session.facts().endsAt()))));
    }
}

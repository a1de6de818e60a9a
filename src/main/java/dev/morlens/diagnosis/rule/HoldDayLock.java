package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Session;
import dev.morlens.position.SessionAt;
import java.util.List;

/** People expect that a session that simply ran out returns everything at once; that ended with the day-lock. */
public final class HoldDayLock implements Rule {

    @Override
    public List<Finding> of(Case facts) {
        List<Session> ranOut = facts.holdings().locked().stream()
                .map(SessionAt::session)
                .filter(HoldDayLock::ranOut)
                .toList();
        if (ranOut.isEmpty()) {
            return List.of();
        }
        Wei held = Wei.sum(ranOut.stream()
                .flatMap(session -> session.closing().stream())
                .map(Session.Closing::held)
                .toList());
        return List.of(Finding.of(
                        Code.HOLD_DAY_LOCK,
                        "A session that simply ran out can leave a hold, too",
                        Words.mor(held) + " of what is held comes from "
                                + Words.count(ranOut.size(), "session that was", "sessions that were")
                                + " closed only after the end. Under the contract's first rule such a close returned"
                                + " everything at once, and many documents still say so. Since the day-lock upgrade a"
                                + " close on the same UTC day holds back that day's part all the same. Nothing is lost,"
                                + " and nobody did anything wrong.")
                .amount(held)
                .until(facts.position().holds().next())
                .with(SessionEvidence.of(
                        facts,
                        ranOut,
                        ranOut.size(),
                        session -> HoldLocked.line(session) + ", ended "
                                + Words.time(session.facts().endsAt()))));
    }

    private static boolean ranOut(Session session) {
        return session.closing()
                .filter(end -> !end.closedAt().isBefore(session.facts().endsAt()))
                .isPresent();
    }
}

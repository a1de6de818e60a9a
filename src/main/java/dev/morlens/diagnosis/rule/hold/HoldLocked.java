package dev.morlens.diagnosis.rule.hold;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Session;
import dev.morlens.position.cache.Position;
import dev.morlens.position.list.SessionAt;
import java.time.Instant;
import java.util.List;

/** Rows that are still locked: until when, of which sessions, and why that much. */
public final class HoldLocked implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        Position.Split holds = facts.position().holds();
        if (holds.waiting().count() == 0) {
            return List.of();
        }
        Wei amount = holds.waiting().amount();
        Instant release = holds.next().orElseThrow();
        List<Session> sessions =
                facts.holdings().locked().stream().map(SessionAt::session).toList();
        return List.of(Finding.of(
                        FindingCode.HOLD_LOCKED,
                        FindingText.mor(amount) + " is held until " + FindingText.time(release),
                        "When a session closes, the contract holds back the part of the stake that stands for the compute"
                                + " used on that UTC day, until the day is over. The stake is several hundred times the"
                                + " session's cost, so that for a session used within one day nearly all of it can be"
                                + " held. It is no fee and no penalty: the whole amount can be claimed from then on.")
                .amount(amount)
                .until(release)
                .with(SessionEvidence.of(facts, sessions, holds.waiting().count(), HoldLocked::line))
                .then(Advice.waiting(
                        "Wait until " + FindingText.time(release),
                        "From then on it can be claimed. It does not move by itself: somebody has to claim it.")));
    }

    static String line(Session session) {
        return session.closing()
                .map(end -> FindingText.mor(end.held()) + " of a stake of " + FindingText.mor(session.stake())
                        + ", closed " + FindingText.time(end.closedAt()))
                .orElse("");
    }
}

package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Action;
import dev.morlens.diagnosis.finding.Code;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.Words;
import dev.morlens.ledger.Session;
import dev.morlens.position.Position;
import dev.morlens.position.SessionAt;
import java.time.Instant;
import java.util.List;

/** Rows that are still locked: until when, of which sessions, and why that much. */
public final class HoldLocked implements Rule {

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
                        Code.HOLD_LOCKED,
                        Words.mor(amount) + " is held until " + Words.time(release),
                        "When a session closes, the contract holds back the part of the stake that stands for the compute"
                                + " used on that UTC day, until the day is over. The stake is several hundred times the"
                                + " session's cost, so that for a session used within one day nearly all of it can be"
                                + " held. It is no fee and no penalty: the whole amount can be claimed from then on.")
                .amount(amount)
                .until(release)
                .with(SessionEvidence.of(facts, sessions, holds.waiting().count(), HoldLocked::line))
                .then(Action.waiting(
                        "Wait until " + Words.time(release),
                        "From then on it can be claimed. It does not move by itself: somebody has to claim it.")));
    }

    static String line(Session session) {
        return session.closing()
                .map(end -> Words.mor(end.held()) + " of a stake of " + Words.mor(session.stake()) + ", closed "
                        + Words.time(end.closedAt()))
                .orElse("");
    }
}

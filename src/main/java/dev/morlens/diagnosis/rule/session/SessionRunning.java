package dev.morlens.diagnosis.rule.session;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.read.SessionGroup;
import java.time.Instant;
import java.util.List;

/** Sessions that run: when they end, and what comes back when. */
public final class SessionRunning implements DiagnosisRule {

    @Override
    public List<Finding> of(Case facts) {
        SessionGroup group = facts.holdings().running();
        if (group.isEmpty()) {
            return List.of();
        }
        List<Session> running = group.first();
        long count = group.count();
        Instant first = running.getFirst().facts().endsAt();
        String title = count == 1
                ? "A session is running until " + FindingText.time(first)
                : count + " sessions are running, the first until " + FindingText.time(first);
        return List.of(Finding.of(FindingCode.SESSION_RUNNING, title, explanation(facts, running.getFirst(), count))
                .noting(StakeOwnerText.of(running).note())
                .noting(DirectPaymentText.ofRunning(running))
                .amount(group.amount())
                .until(first)
                .with(SessionEvidence.of(facts, running, count, session -> line(facts, session)))
                .with(Evidence.of(
                        "Rule in force",
                        name(facts.rule().rule()) + ": " + facts.rule().how()))
                .then(Advice.waiting(
                        "Wait for the end, then see that it is closed",
                        "Nothing closes a session by itself. Usually the program that opened it (a consumer node or"
                                + " gateway) closes it; the owner, or a delegate with session rights, can close it at"
                                + " any time.")));
    }

    private static String line(Case facts, Session session) {
        String held = facts.trials()
                .ending(session.id())
                .flatMap(closeRuns -> closeRuns.atEnd().held())
                .map(amount -> amount.isZero()
                        ? "; closed at its end, nothing is held"
                        : "; closed at its end, about " + FindingText.mor(amount)
                                + " is held until the next UTC midnight")
                .orElse("");
        return SessionEvidence.stake(session) + ", ends "
                + FindingText.time(session.facts().endsAt()) + held;
    }

    private static String explanation(Case facts, Session first, long count) {
        String words = facts.trials()
                .ending(first.id())
                .map(closeRuns -> RunningEndings.words(first, closeRuns, count))
                .orElse("");
        return "The whole stake lies in the contract while a session runs. It is a deposit, several hundred times what"
                + " the session costs"
                + (PlaceFacts.price(facts.holdings().running().first()).isZero() ? ", and no price." : ".")
                + (words.isEmpty() ? " " + comesBack(facts.rule().rule()) : words);
    }

    private static String name(dev.morlens.protocol.math.HoldRule holdRule) {
        return switch (holdRule) {
            case CLASSIC -> "classic";
            case DAY_LOCK -> "day-lock";
            case POOL -> "day-lock, with pools";
            case UNKNOWN -> "not known";
        };
    }

    private static String comesBack(dev.morlens.protocol.math.HoldRule holdRule) {
        String classic = "a close at or after the session's end returns all of it at once; a close before its end holds"
                + " back the part that stands for the compute used on that UTC day, until the next UTC midnight";
        String dayLock =
                "a close up to the UTC midnight after the session's end holds back the part that stands for the"
                        + " compute used on the session's last UTC day, until that midnight, and returns the rest at once; a"
                        + " later close returns all of it at once";
        return switch (holdRule) {
            case CLASSIC -> "Under the rule in force, " + classic + ".";
            case DAY_LOCK, POOL -> "Under the rule in force, " + dayLock + ".";
            case UNKNOWN ->
                "Which of two rules is in force could not be determined. Under the older one, " + classic
                        + ". Under the newer one, " + dayLock + ".";
        };
    }
}

package dev.morlens.diagnosis.rule.session;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Advice;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.diagnosis.rule.DiagnosisRule;
import dev.morlens.diagnosis.rule.SessionEvidence;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.action.DryRun;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.call.UnsignedCall;
import dev.morlens.store.read.SessionGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Sessions past their end that nobody has closed: what keeps them, found by trying. */
public final class SessionOverdue implements DiagnosisRule {

    private static final String SAFE =
            " The stake is safe in the contract, and nothing closes a session by itself when its" + " time is up.";

    @Override
    public List<Finding> of(Case facts) {
        SessionGroup overdue = facts.holdings().overdue();
        Map<OverdueOutcome, List<Session>> groups = overdue.first().stream()
                .collect(Collectors.groupingBy(
                        session -> OverdueOutcome.of(facts, session),
                        () -> new EnumMap<>(OverdueOutcome.class),
                        Collectors.toList()));
        List<Finding> findings = new ArrayList<>();
        groups.forEach((outcome, sessions) -> findings.add(finding(facts, outcome, sessions)
                .noting(StakeOwnerText.of(sessions).note())
                .noting(DirectPaymentText.ofOverdue(sessions))
                .amount(SessionEvidence.stakes(sessions))
                .with(SessionEvidence.of(facts, sessions, sessions.size(), SessionOverdue::line))));
        if (overdue.more() > 0) {
            findings.add(rest(facts, overdue));
        }
        return findings;
    }

    /** What nobody looked at is not said to be like the others. */
    private static Finding rest(Case facts, SessionGroup overdue) {
        return Finding.of(
                        FindingCode.SESSION_OVERDUE,
                        FindingText.count(overdue.more(), "more session is", "more sessions are") + " past the end",
                        "MorLens looks one by one at the " + overdue.first().size()
                                + " that ended first. What keeps those" + " most often keeps the later ones, too."
                                + SAFE)
                .amount(overdue.amount().minus(SessionEvidence.stakes(overdue.first())))
                .with(Evidence.at("All of them", String.valueOf(overdue.count()), facts.page("/sessions")))
                .with(SessionEvidence.readAt(facts));
    }

    private static Finding finding(Case facts, OverdueOutcome outcome, List<Session> sessions) {
        return switch (outcome) {
            case SETTLEABLE -> settleable(facts, sessions);
            case SHORT_OF_BALANCE -> OverdueFunding.balance(facts, sessions);
            case SHORT_OF_ALLOWANCE -> OverdueFunding.allowance(facts, sessions);
            case REFUSED -> refused(facts, sessions);
            case CLOSABLE -> closable(facts, sessions);
        };
    }

    private static String line(Session session) {
        return SessionEvidence.stake(session) + ", ended "
                + FindingText.time(session.facts().endsAt());
    }

    /** "A session is past its end and", for one or several. */
    static String overdue(List<Session> sessions) {
        return sessions.size() == 1
                ? "A session is past its end and "
                : sessions.size() + " sessions are past their end and ";
    }

    private static Finding settleable(Case facts, List<Session> sessions) {
        Session first = sessions.getFirst();
        UnsignedCall call = new SessionCalls(facts.network().diamond()).settleExpiredSession(first.id());
        return Finding.of(
                        FindingCode.SESSION_OVERDUE_SETTLEABLE,
                        overdue(sessions) + "anybody may settle " + (sessions.size() == 1 ? "it" : "them")
                                + (facts.asOf().stale() ? "" : " now"),
                        "So long after the end of a session, anybody may end it with settleExpiredSession: no right of the"
                                + " owner is needed, and it does not depend on the account that pays providers. Whoever"
                                + " sends it, it " + StakeOwnerText.of(sessions).settled() + "." + SAFE)
                .until(OverdueOutcome.settleableAt(facts, first))
                .with(Evidence.tried(
                        "Trying to settle the first of them", facts.trials().settle(first.id())))
                .then(Advice.byAnyone(
                        "Settle it: settleExpiredSession",
                        "From any wallet with a little ETH for gas"
                                + (sessions.size() == 1 ? "." : ", one call a session."),
                        call));
    }

    private static Finding refused(Case facts, List<Session> sessions) {
        DryRun tried = facts.trials().close(sessions.getFirst().id()).orElseThrow();
        return Finding.of(
                        FindingCode.SESSION_OVERDUE_REFUSED,
                        overdue(sessions) + "the contract would refuse to close "
                                + (sessions.size() == 1 ? "it" : "them"),
                        "MorLens tried a close without sending it. "
                                + tried.reason().orElse("It would fail.") + SAFE)
                .with(Evidence.tried("Trying to close the first of them", Optional.of(tried)))
                .then(Advice.operator(
                        "Tell the protocol's operators",
                        "Send them this page: it names the session, the block and the contract's answer."));
    }

    private static Finding closable(Case facts, List<Session> sessions) {
        long tried = sessions.stream()
                .filter(session -> facts.trials().close(session.id()).isPresent())
                .count();
        String why = trying(tried, sessions.size())
                + " The usual reason is that the program that opened the session (a consumer node) is offline, or that its"
                + " wallet has no ETH to pay for the transaction.";
        Optional<Instant> settleableAt = OverdueOutcome.settleableAt(facts, sessions.getFirst());
        Finding finding = Finding.of(
                        FindingCode.SESSION_OVERDUE,
                        overdue(sessions) + (sessions.size() == 1 ? "waits" : "wait") + " to be closed",
                        why + SAFE)
                .with(Evidence.tried(
                        "Trying to close",
                        tried == 0 ? "could not be tried now" : tried + " of " + sessions.size() + " would succeed",
                        sessions.stream()
                                .flatMap(session -> facts.trials().close(session.id()).stream())
                                .findFirst()))
                .then(Advice.byOwner(
                        "Close it: closeSession",
                        "Start the consumer node that opened it, or close it from the node's own interface. Only the"
                                + " user, or a delegate with session rights, can."));
        return settleableAt
                .map(at -> finding.until(at).then(afterGrace(sessions, at)))
                .orElse(finding);
    }

    /** Only what was tried is said to succeed. */
    private static String trying(long tried, int sessions) {
        if (tried == 0) {
            return "Whether a close would succeed could not be tried just now.";
        }
        if (tried == sessions) {
            return (sessions == 1
                            ? "MorLens tried a close without sending it: it would succeed."
                            : "MorLens tried to close each of them without sending it: all would succeed.")
                    + " So nothing on the chain is in the way.";
        }
        return "MorLens tried to close " + tried + " of the " + sessions
                + " without sending it: " + (tried == 1 ? "it" : "each")
                + " would succeed. The others were not tried; as"
                + " far as the amounts tell, nothing on the chain is in their way either.";
    }

    static Advice afterGrace(List<Session> sessions, Instant at) {
        return Advice.waiting(
                "From " + FindingText.time(at) + " on anybody can settle it",
                "settleExpiredSession then ends the session without the owner's rights, and "
                        + StakeOwnerText.of(sessions).settled()
                        + ". It does not depend on the account that pays providers.");
    }
}

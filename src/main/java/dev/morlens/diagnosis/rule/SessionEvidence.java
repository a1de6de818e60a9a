package dev.morlens.diagnosis.rule;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.finding.Evidence;
import dev.morlens.diagnosis.finding.FindingText;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Names the sessions that a finding is about. */
public final class SessionEvidence {

    private static final int MOST_NAMED = 5;

    private SessionEvidence() {}

    /** One line each for the first few, one for the rest, and the block that it is all read at. */
    public static List<Evidence> of(Case facts, List<Session> sessions, long count, Function<Session, String> value) {
        List<Evidence> lines = new ArrayList<>();
        sessions.stream()
                .limit(MOST_NAMED)
                .map(session -> Evidence.at(
                        "Session " + session.id(),
                        value.apply(session),
                        "/" + facts.network().name() + "/session/" + session.id()))
                .forEach(lines::add);
        if (count > lines.size()) {
            lines.add(Evidence.at(
                    lines.isEmpty() ? "How many" : "More of them",
                    String.valueOf(count - lines.size()),
                    facts.page("/sessions")));
        }
        lines.add(readAt(facts));
        return lines;
    }

    /** Of what only a node tells. */
    public static Evidence askedAt(Case facts) {
        return facts.chain()
                .map(chain -> Evidence.of("Asked of a node at", chain.block()))
                .orElseGet(() -> readAt(facts));
    }

    public static Evidence readAt(Case facts) {
        return Evidence.readAt(facts.asOf());
    }

    public static Wei stakes(List<Session> sessions) {
        return Wei.sum(sessions.stream().map(Session::stake).toList());
    }

    /** Says so where a stake is not the owner's own. */
    public static String stake(Session session) {
        return FindingText.mor(session.stake()) + (session.fundedBy() == StakeSource.POOL ? " from the pool" : "");
    }
}

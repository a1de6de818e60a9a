package dev.morlens.diagnosis;

import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Trials;
import dev.morlens.ledger.Session;
import dev.morlens.position.SessionAt;
import dev.morlens.preview.DryRun;
import dev.morlens.preview.DryRuns;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.protocol.event.SessionId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tries what a case calls for, and no more: each try is a question to a node. */
@ApplicationScoped
class Trying {

    /** The oldest; what keeps one session of many keeps the others, too. */
    private static final int MOST_SESSIONS = 4;

    private final DryRuns dryRuns;

    @Inject
    Trying(DryRuns dryRuns) {
        this.dryRuns = dryRuns;
    }

    Trials of(Case facts) {
        List<Session> overdue = facts.holdings().overdue().stream()
                .map(SessionAt::session)
                .sorted(Comparator.comparing(session -> session.facts().endsAt()))
                .limit(MOST_SESSIONS)
                .toList();
        List<Session> expired =
                overdue.stream().filter(session -> mayBeSettled(facts, session)).toList();
        Optional<DryRun> claim = claim(facts, SessionCalls.MOST_ITERATIONS);
        boolean anyLocked = facts.position().holds().waiting().count() > 0;
        return new Trials(
                each(overdue, session -> dryRuns.close(facts.network(), facts.asOf(), session)),
                each(expired, session -> dryRuns.settle(facts.network(), facts.asOf(), session.id())),
                claim,
                anyLocked && claim.filter(DryRun::ok).isPresent() ? claim(facts, 1) : Optional.empty());
    }

    private Optional<DryRun> claim(Case facts, int iterations) {
        return facts.position().holds().due().count() == 0
                ? Optional.empty()
                : dryRuns.claim(facts.network(), facts.asOf(), facts.address(), iterations);
    }

    private static boolean mayBeSettled(Case facts, Session session) {
        return facts.health()
                .settlementGrace()
                .filter(grace -> !facts.now().isBefore(session.facts().endsAt().plus(grace)))
                .isPresent();
    }

    private static Map<SessionId, DryRun> each(List<Session> sessions, Function<Session, Optional<DryRun>> run) {
        Map<SessionId, DryRun> runs = new HashMap<>();
        sessions.forEach(session -> run.apply(session).ifPresent(done -> runs.put(session.id(), done)));
        return runs;
    }
}

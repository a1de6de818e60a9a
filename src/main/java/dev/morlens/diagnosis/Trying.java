package dev.morlens.diagnosis;

import dev.morlens.chain.value.Address;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.Trials;
import dev.morlens.diagnosis.facts.Trials.Endings;
import dev.morlens.ledger.Session;
import dev.morlens.preview.ClosePreview;
import dev.morlens.preview.ClosePreviews;
import dev.morlens.preview.ClosePreviews.Planned;
import dev.morlens.preview.DryRun;
import dev.morlens.preview.DryRuns;
import dev.morlens.preview.Simulations;
import dev.morlens.protocol.abi.SessionCalls;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.protocol.view.HoldStorage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tries what a case calls for, and no more: at most five transactions, and one question about running sessions. */
@ApplicationScoped
class Trying {

    /** The largest, and the first that ended; what keeps one session of many keeps the others, too. */
    private static final int MOST_SESSIONS = 3;

    /** Transactions a diagnosis. */
    private static final int MOST = 5;

    /** Of everything, and of one row. */
    private static final int CLAIMS = 2;

    /** Those that end first. */
    private static final int MOST_RUNNING = 5;

    /** On Base a block comes every two seconds. */
    private static final Duration NEXT_BLOCK = Duration.ofSeconds(2);

    private record LastRow(Address user) {}

    private record Found(Optional<StoredHold> row) {}

    private final DryRuns dryRuns;
    private final ClosePreviews previews;
    private final Simulations simulations;

    @Inject
    Trying(DryRuns dryRuns, ClosePreviews previews, Simulations simulations) {
        this.dryRuns = dryRuns;
        this.previews = previews;
        this.simulations = simulations;
    }

    Trials of(Case facts) {
        int ofSessions = facts.position().holds().due().count() == 0 ? MOST : MOST - CLAIMS;
        List<Session> overdue =
                chosen(facts.holdings().overdue().first(), session -> mayBeSettled(facts, session), ofSessions);
        Map<SessionId, DryRun> settles = each(
                overdue.stream().filter(session -> mayBeSettled(facts, session)).toList(),
                session -> dryRuns.settle(facts.network(), facts.asOf(), session.id()));
        List<Session> toClose = overdue.stream()
                .filter(session -> !Optional.ofNullable(settles.get(session.id()))
                        .map(DryRun::ok)
                        .orElse(false))
                .toList();
        Optional<DryRun> claim = claim(facts, SessionCalls.MOST_ITERATIONS);
        Optional<DryRun> small = claim.filter(DryRun::ok).flatMap(whole -> claim(facts, 1));
        return new Trials(
                each(toClose, session -> dryRuns.close(facts.network(), facts.asOf(), session)),
                settles,
                claim,
                small,
                small.filter(run -> !run.ok()).flatMap(run -> lastRow(facts)),
                endings(facts));
    }

    private Optional<DryRun> claim(Case facts, int iterations) {
        return facts.position().holds().due().count() == 0
                ? Optional.empty()
                : dryRuns.claim(facts.network(), facts.asOf(), facts.address(), iterations);
    }

    private Optional<StoredHold> lastRow(Case facts) {
        return simulations
                .ask(
                        facts.network(),
                        facts.asOf(),
                        new LastRow(facts.address()),
                        Found.class,
                        (node, at) ->
                                new Found(new HoldStorage(node, facts.network().diamond()).last(at, facts.address())))
                .flatMap(Found::row);
    }

    private Map<SessionId, Endings> endings(Case facts) {
        List<Session> running =
                facts.holdings().running().first().stream().limit(MOST_RUNNING).toList();
        Instant next = facts.now().plus(NEXT_BLOCK);
        List<Planned> closes = running.stream()
                .flatMap(session -> Stream.of(
                        new Planned(session, next),
                        new Planned(session, session.facts().endsAt())))
                .toList();
        List<ClosePreview> found = previews.planned(facts.network(), facts.asOf(), facts.rule(), closes);
        Map<SessionId, Endings> endings = new HashMap<>();
        for (int i = 0; i < running.size(); i++) {
            endings.put(running.get(i).id(), new Endings(found.get(2 * i), found.get(2 * i + 1)));
        }
        return endings;
    }

    /**
     * The oldest, the largest, then the next oldest, as long as trying them stays within a number of transactions.
     *
     * @param overdue in the order of their ends
     * @param settleable of these the settlement is tried as well, before the close
     */
    static List<Session> chosen(List<Session> overdue, Predicate<Session> settleable, int transactions) {
        Set<Session> wanted = new LinkedHashSet<>();
        overdue.stream().findFirst().ifPresent(wanted::add);
        overdue.stream().max(Comparator.comparing(Session::stake)).ifPresent(wanted::add);
        overdue.stream().limit(MOST_SESSIONS).forEach(wanted::add);
        List<Session> chosen = new ArrayList<>();
        int left = transactions;
        for (Session session : wanted) {
            left -= settleable.test(session) ? 2 : 1;
            if (left >= 0 && chosen.size() < MOST_SESSIONS) {
                chosen.add(session);
            }
        }
        return chosen;
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

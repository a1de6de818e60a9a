package dev.morlens.diagnosis;

import dev.morlens.ask.NodeQueries;
import dev.morlens.diagnosis.facts.Case;
import dev.morlens.diagnosis.facts.DryRunResults;
import dev.morlens.diagnosis.facts.DryRunResults.CloseRuns;
import dev.morlens.diagnosis.rule.session.OverdueOutcome;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.action.DryRuns;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.close.ClosePreviews;
import dev.morlens.preview.close.ClosePreviews.Planned;
import dev.morlens.preview.due.NextBlock;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.math.CloseTerms.Holding;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.protocol.view.HoldStorage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
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
class CaseDryRuns {

    /** Unless there are more reasons: what keeps one session of many keeps the others like it, too. */
    private static final int MOST_SESSIONS = 3;

    /** Transactions a diagnosis. */
    private static final int MOST = 5;

    /** Of everything, and of one row. */
    private static final int CLAIMS = 2;

    /** Those that end first. */
    private static final int MOST_RUNNING = 5;

    private record Found(Optional<StoredHold> row) {}

    private record Claims(Optional<DryRun> whole, Optional<DryRun> small, Optional<Found> last, boolean complete) {}

    private final DryRuns dryRuns;
    private final ClosePreviews previews;
    private final NodeQueries nodeQueries;

    @Inject
    CaseDryRuns(DryRuns dryRuns, ClosePreviews previews, NodeQueries nodeQueries) {
        this.dryRuns = dryRuns;
        this.previews = previews;
        this.nodeQueries = nodeQueries;
    }

    DryRunResults of(Case facts) {
        int ofSessions = facts.position().holds().due().count() == 0 ? MOST : MOST - CLAIMS;
        List<Session> overdue = chosen(
                facts.holdings().overdue().first(),
                session -> mayBeSettled(facts, session),
                session -> OverdueOutcome.of(facts, session),
                ofSessions);
        List<Session> toSettle =
                overdue.stream().filter(session -> mayBeSettled(facts, session)).toList();
        Map<SessionId, DryRun> settles =
                each(toSettle, session -> dryRuns.settle(facts.network(), facts.asOf(), session));
        List<Session> toClose = overdue.stream()
                .filter(session -> !Optional.ofNullable(settles.get(session.id()))
                        .map(DryRun::ok)
                        .orElse(false))
                .toList();
        Map<SessionId, DryRun> closes = each(toClose, session -> dryRuns.close(facts.network(), facts.asOf(), session));
        Claims claims = claims(facts);
        Map<SessionId, CloseRuns> endings = endings(facts);
        boolean complete = settles.size() == toSettle.size()
                && closes.size() == toClose.size()
                && claims.complete()
                && endings.values().stream().allMatch(CaseDryRuns::isTold);
        return new DryRunResults(
                closes, settles, claims.whole(), claims.small(), claims.last().flatMap(Found::row), endings, complete);
    }

    /** The small one is tried where the whole one would succeed; what is in its way is read where it would not. */
    private Claims claims(Case facts) {
        if (facts.position().holds().due().count() == 0) {
            return new Claims(Optional.empty(), Optional.empty(), Optional.empty(), true);
        }
        Optional<DryRun> whole = claim(facts, SessionCalls.MOST_ITERATIONS);
        Optional<DryRun> small = whole.filter(DryRun::ok).flatMap(ok -> claim(facts, 1));
        Optional<Found> last = small.filter(run -> !run.ok()).flatMap(fails -> lastRow(facts));
        boolean complete = whole.isPresent()
                && (!whole.get().ok() || small.isPresent())
                && (small.map(DryRun::ok).orElse(true) || last.isPresent());
        return new Claims(whole, small, last, complete);
    }

    private Optional<DryRun> claim(Case facts, int iterations) {
        return dryRuns.claim(facts.network(), facts.asOf(), facts.address(), iterations);
    }

    private Optional<Found> lastRow(Case facts) {
        return nodeQueries.recent(
                facts.network(),
                facts.asOf(),
                facts.address(),
                "last row",
                Found.class,
                (node, at) -> new Found(new HoldStorage(node, facts.network().diamond()).last(at, facts.address())));
    }

    private static boolean isTold(CloseRuns closeRuns) {
        return Stream.of(closeRuns.now(), closeRuns.atEnd())
                .allMatch(close -> close.held().isPresent() || close.terms().holding() == Holding.UNKNOWN);
    }

    private Map<SessionId, CloseRuns> endings(Case facts) {
        List<Session> running =
                facts.holdings().running().first().stream().limit(MOST_RUNNING).toList();
        Instant next = NextBlock.after(facts.asOf()).second();
        List<Planned> closes = running.stream()
                .flatMap(session -> Stream.of(
                        new Planned(session, next),
                        new Planned(session, session.facts().endsAt())))
                .toList();
        List<ClosePreview> found = previews.planned(facts.network(), facts.asOf(), facts.rule(), closes);
        Map<SessionId, CloseRuns> endings = new HashMap<>();
        for (int i = 0; i < running.size(); i++) {
            endings.put(running.get(i).id(), new CloseRuns(found.get(2 * i), found.get(2 * i + 1)));
        }
        return endings;
    }

    /**
     * The oldest, the largest, the first for each reason, then the next oldest, as long as trying them stays within a
     * number of transactions.
     *
     * @param overdue in the order of their ends
     * @param settleable of these the settlement is tried as well, before the close
     * @param reason what will keep a session from being closed, if anything, as far as that can be told beforehand
     */
    static List<Session> chosen(
            List<Session> overdue,
            Predicate<Session> settleable,
            Function<Session, OverdueOutcome> reason,
            int transactions) {
        Set<Session> wanted = new LinkedHashSet<>();
        overdue.stream().findFirst().ifPresent(wanted::add);
        overdue.stream().max(Comparator.comparing(Session::stake)).ifPresent(wanted::add);
        Set<OverdueOutcome> reasons = EnumSet.noneOf(OverdueOutcome.class);
        overdue.stream().filter(session -> reasons.add(reason.apply(session))).forEach(wanted::add);
        for (Session session : overdue) {
            if (wanted.size() < MOST_SESSIONS) {
                wanted.add(session);
            }
        }
        List<Session> chosen = new ArrayList<>();
        int left = transactions;
        for (Session session : wanted) {
            left -= settleable.test(session) ? 2 : 1;
            if (left >= 0) {
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

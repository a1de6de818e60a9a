package dev.morlens.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.morlens.ask.AsOf;
import dev.morlens.chain.ViewCall;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.NextSecondStage.Outcome;
import dev.morlens.diagnosis.finding.Finding;
import dev.morlens.diagnosis.finding.FindingCode;
import dev.morlens.ledger.entry.Session;
import dev.morlens.preview.action.DryRun;
import dev.morlens.preview.action.RecoveryAction;
import dev.morlens.preview.action.RecoveryAction.CallStep;
import dev.morlens.preview.close.ClosePreview;
import dev.morlens.preview.close.NextClose;
import dev.morlens.protocol.call.SessionCalls;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.store.read.SessionGroups;
import dev.morlens.testing.Counts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Around a session's end, a midnight and the end of a settlement's grace, previews, actions and diagnoses say what the next
 * block does, whichever second it has: each call is really sent, in the newest block's second, in the one after it and in
 * the one after that, as the next of five blocks a second and the next of one every two seconds may have them.
 */
class NextSecondTest {

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * @param blocks with the head's second
     * @param after seconds from the head to the block in which the transaction lands
     */
    private record Case(int blocks, int after) {}

    /** Five blocks a second, in the same or the next one; then one every two seconds, and one a second. */
    private static final List<Case> CASES = List.of(new Case(2, 0), new Case(2, 1), new Case(1, 2), new Case(1, 1));

    private final long seed = Counts.seed("NextSecondTest");
    private final Random random = new Random(seed);
    private final Map<String, Integer> checks = new LinkedHashMap<>();
    private NextSecondStage stage;

    @Test
    void whatIsSaidOfTheNextBlockIsWhatItDoesWhicheverSecondItHas() {
        try (NextSecondStage real = new NextSecondStage(seed)) {
            stage = real;
            awayFromMidnight();
            Address holder = user(scenario("locked-hold"));
            JsonNode pool = scenario("pool-queue");
            Session short1 = stage.stage.session(scenarioOf("running-session", 3_600));
            Session long1 = stage.stage.session(scenarioOf("running-session", 300_000));
            Session pooled = stage.stage.session(scenarioOf("pool-session", 3_700));
            Instant end = short1.facts().endsAt();
            Instant midnight = DayLock.releaseAt(end);
            assertThat(DayLock.day(pooled.facts().endsAt())).isEqualTo(DayLock.day(end));
            around(
                    end,
                    -3,
                    1,
                    List.of(short1),
                    List.of(short1.facts().user(), short1.facts().provider()));
            around(
                    pooled.facts().endsAt(),
                    -2,
                    1,
                    List.of(pooled, long1),
                    List.of(pooled.facts().user(), pooled.facts().provider()));
            around(
                    midnight,
                    -2,
                    1,
                    List.of(short1, long1, pooled),
                    List.of(
                            holder,
                            short1.facts().user(),
                            pooled.facts().user(),
                            Address.of(pool.get("hot").asText()),
                            Address.of(pool.get("second").asText())));
            stage.stage.chain.scenario("allowance-revoked");
            around(end.plus(DAY), -2, 1, List.of(short1), List.of(short1.facts().user()));
        }
        Counts.say("NextSecondTest: as it was said: " + checks);
        assertThat(checks.keySet())
                .contains(
                        "close taken",
                        "close refused",
                        "action taken",
                        "action blocked",
                        "claim refused without a finding",
                        "settlement taken",
                        "settlement refused");
    }

    /** The grace of a day after the end is over on the same side of the next midnight, and everything fits before this one. */
    private void awayFromMidnight() {
        Instant now = stage.stage.catchUp().now();
        if (Duration.between(now, DayLock.releaseAt(now)).toHours() < 5) {
            stage.mine(DayLock.releaseAt(now).plusSeconds(3_600), 1);
        }
    }

    private JsonNode scenario(String name) {
        return stage.stage.chain.scenario(name).get("made");
    }

    private JsonNode scenarioOf(String name, int seconds) {
        return stage.stage.chain.ask("scenario", Map.of("name", name, "seconds", seconds));
    }

    private static Address user(JsonNode made) {
        return Address.of(made.get("user").asText());
    }

    /**
     * At each of some heads: as a later block of its second, as there are with five a second, or as the only one. Of each head
     * one case under short counts, else all.
     */
    private void around(Instant turn, int from, int to, List<Session> sessions, List<Address> addresses) {
        for (int offset = from; offset <= to; offset++) {
            List<Case> cases =
                    Counts.of(CASES.size()) == CASES.size() ? CASES : List.of(CASES.get(random.nextInt(CASES.size())));
            for (Case each : cases) {
                AsOf head = stage.mine(turn.plusSeconds(offset), each.blocks());
                land(head, head.now().plusSeconds(each.after()), sessions, addresses);
            }
        }
    }

    private void land(AsOf head, Instant at, List<Session> sessions, List<Address> addresses) {
        sessions.forEach(session -> close(head, session, at));
        for (Address address : addresses) {
            act(address, at);
            diagnose(address, at);
        }
    }

    private void close(AsOf head, Session session, Instant at) {
        NextClose told = stage.close(head, session);
        assertThat(told.next().closedAt()).isEqualTo(head.now());
        ClosePreview then = told.ifLater().stream()
                .map(NextClose.LaterClose::close)
                .filter(close -> !close.closedAt().isAfter(at))
                .reduce(told.next(), (earlier, later) -> later);
        String which = "closed at %s after %s, told %s".formatted(at, head.now(), told);
        Outcome outcome = stage.close(session, at);
        then.dryRun().ifPresent(run -> assertThat(outcome.taken()).as(which).isEqualTo(run.ok()));
        if (outcome.taken() && session.fundedBy() == Session.StakeSource.WALLET) {
            assertThat(Optional.of(outcome.received())).as(which).isEqualTo(then.returned());
            assertThat(Optional.of(outcome.held())).as(which).isEqualTo(then.held());
        }
        count(outcome.taken() ? "close taken" : "close refused");
    }

    private void act(Address address, Instant at) {
        for (RecoveryAction recoveryAction : stage.actions(address)) {
            RecoveryAction then = recoveryAction.ifLater().stream()
                    .filter(laterAction -> !laterAction.second().isAfter(at))
                    .map(RecoveryAction.LaterAction::action)
                    .reduce(recoveryAction, (earlier, later) -> later);
            if (!then.calls().isEmpty()) {
                send(then, at, "%s at %s, of %s".formatted(then, at, recoveryAction));
            }
        }
    }

    private void send(RecoveryAction recoveryAction, Instant at, String which) {
        CallStep first = recoveryAction.calls().getFirst();
        Outcome outcome = stage.send(recoveryAction.from(), first.call().call(), at);
        if (recoveryAction.blockedUntil().filter(at::isBefore).isPresent()) {
            assertThat(outcome.logs()).as(which).isZero();
            count("action blocked");
            return;
        }
        recoveryAction
                .dryRun()
                .map(DryRun::ok)
                .ifPresent(ok -> assertThat(outcome.taken()).as(which).isEqualTo(ok));
        if (outcome.taken()) {
            first.expected()
                    .ifPresent(pays -> assertThat(outcome.received()).as(which).isEqualTo(pays));
            count("action taken");
        }
    }

    private void diagnose(Address address, Instant at) {
        Diagnosis told = stage.diagnosis(address);
        List<Finding> then = told.ifLater().stream()
                .filter(later -> !later.second().isAfter(at))
                .map(LaterFindings::findings)
                .reduce(told.findings(), (earlier, later) -> later);
        String which = "%s at %s: %s".formatted(address, at, told);
        claims(address, at, then, which);
        settlements(address, at, then, which);
        List<Session> ended = open(address, at, true);
        assertThat(of(then, FindingCode.SESSION_RUNNING).isPresent())
                .as(which)
                .isEqualTo(!open(address, at, false).isEmpty());
        assertThat(then.stream().anyMatch(finding -> finding.code().name().startsWith("SESSION_OVERDUE")))
                .as(which)
                .isEqualTo(!ended.isEmpty());
    }

    private void claims(Address address, Instant at, List<Finding> then, String which) {
        Optional<Finding> claimable = of(then, FindingCode.HOLD_CLAIMABLE);
        ViewCall claim = new SessionCalls(stage.stage.network.diamond())
                .withdrawUserStakes(address, SessionCalls.MOST_ITERATIONS)
                .call();
        Outcome outcome = stage.send(address, claim, at);
        assertThat(outcome.taken()).as(which).isEqualTo(claimable.isPresent());
        assertThat(outcome.received())
                .as(which)
                .isEqualTo(claimable.flatMap(Finding::amount).orElse(Wei.ZERO));
        count(outcome.taken() ? "claim taken" : "claim refused without a finding");
    }

    private void settlements(Address address, Instant at, List<Finding> then, String which) {
        Optional<Finding> settleable = of(then, FindingCode.SESSION_OVERDUE_SETTLEABLE);
        for (Session session : open(address, at, true)) {
            ViewCall settle = new SessionCalls(stage.stage.network.diamond())
                    .settleExpiredSession(session.id())
                    .call();
            boolean taken = stage.send(address, settle, at).taken();
            assertThat(taken).as(which).isEqualTo(settleable.isPresent());
            count(taken ? "settlement taken" : "settlement refused");
        }
    }

    private List<Session> open(Address address, Instant at, boolean ended) {
        return stage.stage.read(networkReads -> {
            SessionGroups groups = networkReads.sessionGroups(address, at, 50);
            return (ended ? groups.overdue() : groups.running()).first();
        });
    }

    private static Optional<Finding> of(List<Finding> findings, FindingCode findingCode) {
        return findings.stream()
                .filter(finding -> finding.code() == findingCode)
                .findFirst();
    }

    private void count(String check) {
        checks.merge(check, 1, Integer::sum);
    }
}

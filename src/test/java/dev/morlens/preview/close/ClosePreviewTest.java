package dev.morlens.preview.close;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.BlockId;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.preview.PoolAt;
import dev.morlens.preview.PreviewStage;
import dev.morlens.preview.action.DryRun;
import dev.morlens.protocol.math.DayLock;
import dev.morlens.protocol.math.HoldRule;
import dev.morlens.protocol.state.StoredHold;
import dev.morlens.protocol.view.HoldStorage;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.testing.Counts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A close's preview is what the close then does, to the wei: random sessions in all three versions, closed on a real chain
 * at random times, each the first transaction after the previewed block. What a pool got of its session is held against the
 * contract's views of that pool, and what a dry run said against what the contract then took or refused.
 */
class ClosePreviewTest {

    private static final int FULL = 200;
    private static final int ACTIONS_A_ROUND = 60;
    private static final int MOST_A_ROUND = 12;
    private static final int MOST_ROUNDS = 20;
    private static final int REFUSALS_A_ROUND = 3;
    private static final int POOL_SESSIONS_A_ROUND = 4;

    private final long seed = Counts.seed("ClosePreviewTest");
    private final Random random = new Random(seed);
    private int compared;
    private int held;
    private int refused;
    private int undetermined;
    private int pools;
    private int heldInPools;
    private int tried;

    @Test
    void previewIsWhatTheCloseDoes() {
        try (PreviewStage stage = new PreviewStage(seed, 30)) {
            int each = Math.ceilDiv(Counts.of(FULL), 3);
            for (String version : List.of("classic", "daylock", "pool")) {
                if (!version.equals("classic")) {
                    stage.chain.upgrade(version);
                }
                int until = compared + each;
                int rounds = 0;
                while (compared < until || version.equals("pool") && lacksAKind() && rounds < MOST_ROUNDS) {
                    rounds++;
                    stage.chain.play(ACTIONS_A_ROUND);
                    if (version.equals("pool")) {
                        poolSessions(stage);
                    }
                    round(stage, compared < until ? until : compared + each);
                    refusals(stage);
                }
            }
        }
        Counts.say(
                ("ClosePreviewTest: %d closes as previewed, %d of them held something; %d of pools' sessions, %d of them"
                                + " held something; %d refused, %d undetermined; %d dry runs as it then went")
                        .formatted(compared, held, pools, heldInPools, refused, undetermined, tried));
        assertThat(lacksAKind()).isFalse();
    }

    /** By chance, a few rounds may have had none. */
    private boolean lacksAKind() {
        return List.of(held, pools, heldInPools, refused).contains(0);
    }

    /** With nothing to pay providers from, so that the contract refuses some. */
    private void refusals(PreviewStage stage) {
        stage.chain.scenario("allowance-revoked");
        for (int i = 0; i < REFUSALS_A_ROUND; i++) {
            AsOf asOf = stage.catchUp();
            List<Session> open = open(stage, asOf.now());
            close(stage, asOf, any(open));
        }
        stage.chain.scenario("allowance-given");
    }

    private void poolSessions(PreviewStage stage) {
        for (int i = 0; i < POOL_SESSIONS_A_ROUND; i++) {
            stage.chain.ask("scenario", Map.of("name", "pool-session", "seconds", 600 + random.nextInt(80_000)));
        }
    }

    private void round(PreviewStage stage, int until) {
        for (int i = 0; i < MOST_A_ROUND && compared < until; i++) {
            AsOf asOf = stage.catchUp();
            List<Session> open = open(stage, asOf.now());
            if (open.isEmpty()) {
                return;
            }
            close(stage, asOf, any(open));
        }
    }

    /** Half of them a pool's, where there is one: few are opened. */
    private Session any(List<Session> open) {
        List<Session> pools = open.stream()
                .filter(session -> session.fundedBy() == StakeSource.POOL)
                .toList();
        List<Session> some = pools.isEmpty() || random.nextBoolean() ? open : pools;
        return some.get(random.nextInt(some.size()));
    }

    private void close(PreviewStage stage, AsOf before, Session session) {
        Instant at = time(before.now(), session);
        ClosePreview preview = stage.previews().at(stage.network, before, session, at);
        DryRun then = stage.rehearse(before, session, at);
        List<StoredHold> rows = rows(stage, before, session);
        Optional<PoolAt> pool = pool(stage, before, session);
        boolean closed = stage.close(session, at);
        compareTrials(preview, then, session, before.now(), closed);
        if (!closed) {
            refused++;
            return;
        }
        if (preview.held().isEmpty()) {
            assertThat(preview.rule().rule()).isEqualTo(HoldRule.UNKNOWN);
            undetermined++;
            return;
        }
        AsOf after = stage.catchUp();
        compare(stage, preview, session, rows, rows(stage, after, session));
        pool.ifPresent(was ->
                comparePool(preview, session, was, pool(stage, after, session).orElseThrow()));
    }

    /** A preview's own is of the block before: once the session's time is up, that changes nothing any more. */
    private void compareTrials(ClosePreview preview, DryRun then, Session session, Instant before, boolean closed) {
        String which = session + ", previewed as " + preview + ", then " + then;
        assertThat(then.ok()).as(which).isEqualTo(closed);
        DryRun own = preview.dryRun().orElseThrow();
        if (!before.isBefore(session.facts().endsAt())) {
            assertThat(own.ok()).as(which).isEqualTo(closed);
            assertThat(own.error()).as(which).isEqualTo(then.error());
            tried++;
        }
    }

    private void comparePool(ClosePreview preview, Session session, PoolAt before, PoolAt after) {
        before.closed(after).ifPresent(parts -> {
            String which = session + " from " + before + " to " + after + ", previewed as " + preview;
            assertThat(preview.returned()).as(which).contains(parts.freed());
            assertThat(preview.held()).as(which).contains(parts.held());
            pools++;
            heldInPools += parts.held().isPositive() ? 1 : 0;
        });
    }

    private static Optional<PoolAt> pool(PreviewStage stage, AsOf at, Session session) {
        return session.fundedBy() == StakeSource.POOL
                ? Optional.of(PoolAt.read(stage, at, session.facts().user()))
                : Optional.empty();
    }

    private void compare(
            PreviewStage stage,
            ClosePreview preview,
            Session session,
            List<StoredHold> before,
            List<StoredHold> after) {
        Session closed =
                stage.read(networkReads -> networkReads.session(session.id())).orElseThrow();
        Session.Closing end = closed.closing().orElseThrow();
        String which = session + " closed at " + end.closedAt() + ", previewed as " + preview;
        assertThat(preview.returned()).as(which).contains(end.returned());
        assertThat(preview.held()).as(which).contains(end.held());
        Wei expected = session.fundedBy() == StakeSource.WALLET ? preview.held().orElseThrow() : Wei.ZERO;
        assertThat(sum(after).minus(sum(before))).as(which).isEqualTo(expected);
        if (expected.isPositive()) {
            assertThat(preview.releaseAt()).contains(after.getLast().releaseAt());
            held++;
        }
        compared++;
    }

    /** Mostly soon, since a leap leaves all other sessions overdue; else around the end, the midnight after it, or later. */
    private Instant time(Instant now, Session session) {
        Instant end = session.facts().endsAt();
        Instant midnight = DayLock.releaseAt(end);
        List<Instant> choices = List.of(
                end.minusSeconds(1),
                end,
                end.plusSeconds(1 + random.nextInt(1_000)),
                midnight.minusSeconds(1),
                midnight,
                midnight.plusSeconds(random.nextInt(100_000)));
        Instant soon = now.plusSeconds(1 + random.nextInt(random.nextBoolean() ? 60 : 3_000));
        Instant chosen = random.nextInt(3) > 0 ? soon : choices.get(random.nextInt(choices.size()));
        return chosen.isAfter(now) ? chosen : soon;
    }

    private static List<Session> open(PreviewStage stage, Instant now) {
        List<Session> open = new ArrayList<>();
        for (SessionPhase state : List.of(SessionPhase.OPEN, SessionPhase.OVERDUE)) {
            SessionCriteria query =
                    new SessionCriteria(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(state), now);
            open.addAll(stage.read(networkReads -> networkReads.sessions(query, CursorPage.first(500))));
        }
        return open;
    }

    private static List<StoredHold> rows(PreviewStage stage, AsOf at, Session session) {
        return new HoldStorage(stage.node, stage.network.diamond())
                .read(new BlockId.Hashed(at.block().hash()), session.facts().user());
    }

    private static Wei sum(List<StoredHold> rows) {
        return Wei.sum(rows.stream().map(StoredHold::amount).toList());
    }
}

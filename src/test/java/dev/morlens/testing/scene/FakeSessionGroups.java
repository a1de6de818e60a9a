package dev.morlens.testing.scene;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Session;
import dev.morlens.store.HoldState;
import dev.morlens.store.SessionGroup;
import dev.morlens.store.SessionGroups;
import dev.morlens.store.SessionState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** Counts a scene's sessions as the store counts its rows. */
record FakeSessionGroups(Scene scene, Address user, Instant now, int most) implements SessionGroups {

    @Override
    public SessionGroup running() {
        return byEnd(SessionState.OPEN);
    }

    @Override
    public SessionGroup overdue() {
        return byEnd(SessionState.OVERDUE);
    }

    private SessionGroup byEnd(SessionState state) {
        List<Session> all = scene.sessions.values().stream()
                .filter(one -> one.facts().user().equals(user) && FakeReads.state(one, now) == state)
                .sorted(Comparator.comparing(one -> one.facts().endsAt()))
                .toList();
        return new SessionGroup(
                all.size(), Wei.sum(all.stream().map(Session::stake).toList()), first(all));
    }

    @Override
    public SessionGroup heldAfterEnd() {
        List<HoldRow> rows = scene.holds.values().stream()
                .filter(row -> row.user().equals(user) && FakeReads.state(row, now) == HoldState.LOCKED)
                .filter(row -> ranOut(session(row)))
                .toList();
        return new SessionGroup(
                rows.size(),
                Wei.sum(rows.stream().map(HoldRow::amount).toList()),
                first(rows.stream().map(this::session).toList()));
    }

    private Session session(HoldRow row) {
        return scene.sessions.get(row.session());
    }

    private List<Session> first(List<Session> all) {
        return all.stream().limit(most).toList();
    }

    private static boolean ranOut(Session session) {
        return session.closing()
                .filter(end -> !end.closedAt().isBefore(session.facts().endsAt()))
                .isPresent();
    }
}

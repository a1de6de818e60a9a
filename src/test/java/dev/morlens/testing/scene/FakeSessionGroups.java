package dev.morlens.testing.scene;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.criteria.HoldState;
import dev.morlens.store.criteria.SessionPhase;
import dev.morlens.store.read.SessionGroup;
import dev.morlens.store.read.SessionGroups;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** Counts a scene's sessions as the store counts its rows. */
record FakeSessionGroups(Scene scene, Address user, Instant now, int most) implements SessionGroups {

    @Override
    public SessionGroup running() {
        return byEnd(SessionPhase.OPEN);
    }

    @Override
    public SessionGroup overdue() {
        return byEnd(SessionPhase.OVERDUE);
    }

    private SessionGroup byEnd(SessionPhase state) {
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

    @Override
    public List<Session> changedLately() {
        List<Session> own = scene.sessions.values().stream()
                .filter(one -> one.facts().user().equals(user))
                .toList();
        List<HoldRow> rows = scene.holds.values().stream()
                .filter(row -> row.user().equals(user))
                .toList();
        return Stream.of(
                        newest(own, one -> Optional.of(one.opened().block().time())),
                        newest(own, one -> one.closing().map(Session.Closing::closedAt)),
                        newest(
                                own,
                                one -> Optional.of(one.facts().endsAt())
                                        .filter(end -> FakeReads.state(one, now) == SessionPhase.OVERDUE)),
                        newest(
                                        rows,
                                        row -> Optional.of(row.releaseAt())
                                                .filter(at -> FakeReads.state(row, now) == HoldState.CLAIMABLE))
                                .map(this::session),
                        newest(
                                        rows,
                                        row -> row.withdrawn()
                                                .map(claim -> claim.block().time()))
                                .map(this::session))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** Of those that have a time. */
    private <T> Stream<T> newest(List<T> all, Function<T, Optional<Instant>> time) {
        return all.stream()
                .filter(one -> time.apply(one).isPresent())
                .sorted(Comparator.comparing((T one) -> time.apply(one).orElseThrow())
                        .reversed())
                .limit(most);
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

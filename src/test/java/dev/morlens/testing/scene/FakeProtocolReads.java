package dev.morlens.testing.scene;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.read.ProtocolReads;
import dev.morlens.store.read.SpenderAllowance;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sums over a scene: where it stands now, without its past. */
record FakeProtocolReads(Scene scene) implements ProtocolReads {

    @Override
    public Map<Bucket, Wei> totals() {
        Map<Bucket, Wei> totals = new EnumMap<>(Bucket.class);
        for (Bucket bucket : Bucket.values()) {
            totals.put(bucket, Wei.ZERO);
        }
        scene.flows.forEach(flow -> {
            totals.merge(flow.to().bucket(), flow.amount(), Wei::plus);
            totals.merge(flow.from().bucket(), flow.amount().negate(), Wei::plus);
        });
        return totals;
    }

    @Override
    public List<SpenderAllowance> approvals(Address owner, Address spender, int most) {
        return List.of();
    }

    @Override
    public Optional<Address> fundingAccount() {
        return Optional.of(Scene.FUNDING);
    }

    @Override
    public Counts counts() {
        List<Session> open =
                scene.sessions.values().stream().filter(Session::isOpen).toList();
        return new Counts(
                0,
                scene.sessions.size(),
                open.size(),
                Wei.sum(open.stream().map(Session::stake).toList()));
    }

    @Override
    public List<OverdueAge> overdueByAge(Instant now) {
        return AGES.stream().map(age -> new OverdueAge(age, 0, Wei.ZERO)).toList();
    }

    @Override
    public Unclaimed unclaimed(Instant now) {
        return new Unclaimed(0, Wei.ZERO, Optional.empty(), Optional.empty());
    }

    @Override
    public List<SessionDay> days(Instant from) {
        return List.of();
    }

    @Override
    public Map<LocalDate, Wei> paidByDay(Instant from) {
        return Map.of();
    }

    @Override
    public List<Ranked> holders(int most) {
        return List.of();
    }

    @Override
    public List<Ranked> stakers(int most) {
        return List.of();
    }

    @Override
    public List<Address> providers() {
        return List.of();
    }

    @Override
    public List<BidTrade> trades() {
        return scene.sessions.values().stream()
                .map(session -> new BidTrade(
                        session.facts().bidId(),
                        session.facts().provider(),
                        1,
                        session.isOpen() ? 1 : 0,
                        session.providerPaid(),
                        session.closing()
                                .map(end -> session.owed(end.closedAt()))
                                .orElse(Wei.ZERO)))
                .toList();
    }
}

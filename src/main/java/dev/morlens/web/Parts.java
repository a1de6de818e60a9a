package dev.morlens.web;

import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.Situation;
import dev.morlens.ledger.Bucket;
import dev.morlens.position.AsOf;
import dev.morlens.position.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a position into the places that people ask about, in the order in which the page shows them. */
final class Parts {

    private final Position position;
    private final AsOf asOf;
    private final Situation situation;

    private Parts(Position position, Situation situation) {
        this.position = position;
        this.asOf = position.asOf();
        this.situation = asOf.stale() ? Situation.UNKNOWN : situation;
    }

    /** @param situation of the same block; what it tells is not said of a block that is old */
    static List<Part> of(Position position, Situation situation) {
        return new Parts(position, situation).all();
    }

    private List<Part> all() {
        List<Part> parts = new ArrayList<>();
        parts.add(part(PlaceState.WALLET, position.balance(Bucket.WALLET), Map.of()));
        if (position.knows(Bucket.ACTIVE_SESSION)) {
            parts.add(running(position.sessions()));
            parts.add(overdue(position.sessions().due()));
        }
        if (position.knows(Bucket.ON_HOLD)) {
            parts.add(locked(position.holds()));
            parts.add(claimable(position.holds().due()));
        }
        parts.add(part(provider(), position.balance(Bucket.PROVIDER_STAKE), Map.of()));
        parts.add(part(
                PlaceState.MODEL,
                position.balance(Bucket.MODEL_STAKE),
                Map.of("count", count(position.accounts().modelCount(), "model"))));
        Wei pending = position.accounts().poolPending();
        parts.add(pool(position.balance(Bucket.STAKING_POOL).minus(pending)));
        parts.add(queued(pending));
        Wei due = position.balance(Bucket.PROVIDER_DUE);
        parts.add(part(due.value().signum() < 0 ? PlaceState.DUE_AHEAD : PlaceState.DUE, due, Map.of()));
        return parts;
    }

    private Part running(Position.Split sessions) {
        int count = sessions.waiting().count();
        Wei amount = sessions.waiting().amount();
        long pooled = situation.pools().sessions();
        if (count == 0) {
            return pooled == 0
                    ? part(PlaceState.NO_SESSION, amount, Map.of())
                    : part(PlaceState.ONLY_POOL_SESSIONS, amount, Map.of("sessions", count(pooled, "open session")));
        }
        Wei price = situation.prices().running();
        return part(
                price.isZero() ? PlaceState.RUNNING : PlaceState.RUNNING_DIRECT,
                amount,
                Map.of(
                        "count",
                        "" + count,
                        "next",
                        near(sessions.next().orElseThrow()),
                        "price",
                        price(Mor.of(price))));
    }

    private Part overdue(Position.Part due) {
        Wei price = situation.prices().overdue();
        Mor back = Mor.of(due.amount().minus(price));
        return part(
                price.isZero() ? PlaceState.OVERDUE : PlaceState.OVERDUE_DIRECT,
                due.amount(),
                Map.of(
                        "count",
                        "" + due.count(),
                        "back",
                        situation.prices().all() ? back.text() : "at most " + back.text(),
                        "price",
                        remainder(due.amount(), back, price),
                        "whose",
                        due.count() == 1 ? "session's" : "sessions'"));
    }

    /** So that it adds up with what is shown beside it. */
    private String remainder(Wei amount, Mor back, Wei price) {
        return price(Mor.beside(back, amount, price));
    }

    private String price(Mor price) {
        return (situation.prices().all() ? "" : "at least ") + price.text();
    }

    private Part locked(Position.Split holds) {
        int count = holds.waiting().count();
        return count == 0
                ? part(PlaceState.NOTHING_LOCKED, holds.waiting().amount(), Map.of())
                : part(
                        PlaceState.LOCKED,
                        holds.waiting().amount(),
                        Map.of(
                                "count",
                                count(count, "row"),
                                "next",
                                near(holds.next().orElseThrow())));
    }

    private Part claimable(Position.Part due) {
        if (due.count() == 0) {
            return part(PlaceState.NOTHING_CLAIMABLE, due.amount(), Map.of());
        }
        return part(
                situation.claimRefused() ? PlaceState.CLAIM_REFUSED : PlaceState.CLAIMABLE,
                due.amount(),
                Map.of("count", count(due.count(), "row")));
    }

    private PlaceState provider() {
        return situation
                .registered()
                .map(registered -> registered ? PlaceState.PROVIDER_REGISTERED : PlaceState.PROVIDER_DEREGISTERED)
                .orElse(PlaceState.PROVIDER_UNKNOWN);
    }

    private Part pool(Wei principal) {
        Wei idle = situation.pools().idle();
        Wei own = situation.pools().own();
        PlaceState state = idle.isZero()
                ? own.isZero() ? PlaceState.POOL : PlaceState.POOL_OF_ITS_OWN
                : idle.equals(principal) ? PlaceState.POOL_REVOKED : PlaceState.POOL_PARTLY_REVOKED;
        return part(
                state,
                principal,
                Map.of("idle", Mor.of(idle).text(), "own", Mor.of(own).text()));
    }

    private Part queued(Wei pending) {
        Wei payable = situation.pools().payable();
        return part(
                payable.isZero() ? PlaceState.QUEUED : PlaceState.QUEUED_PAYABLE,
                pending,
                Map.of(
                        "payable",
                        payable.equals(pending) ? "all" : Mor.of(payable).text()));
    }

    /** Wallet, sessions and holds always have their place, if they are known; the rest only when there is something. */
    static List<Part> shown(List<Part> parts) {
        return parts.stream()
                .filter(part -> !part.isZero()
                        || List.of("wallet", "active", "locked", "claim").contains(part.kind()))
                .toList();
    }

    private Part part(PlaceState state, Wei amount, Map<String, String> figures) {
        return Part.of(state, amount, figures, asOf.stale());
    }

    /** How far it is, or when, where the one would be counted from an old block. */
    private String near(Instant time) {
        When when = When.of(time, asOf);
        return when.relative() ? when.distance() : when.text();
    }

    private static String count(long count, String one) {
        return count == 1 ? "1 " + one : count + " " + one + "s";
    }
}

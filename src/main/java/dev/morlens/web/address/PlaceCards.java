package dev.morlens.web.address;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.diagnosis.facts.PlaceFacts;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.cache.Position;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Splits a position into the places that people ask about, in the order in which the page shows them. */
final class PlaceCards {

    private final Position position;
    private final AsOf asOf;
    private final PlaceFacts placeFacts;

    private PlaceCards(Position position, PlaceFacts placeFacts) {
        this.position = position;
        this.asOf = position.asOf();
        this.placeFacts = asOf.stale() ? PlaceFacts.UNKNOWN : placeFacts;
    }

    /** @param placeFacts of the same block; what it tells is not said of a block that is old */
    static List<PlaceCard> of(Position position, PlaceFacts placeFacts) {
        return new PlaceCards(position, placeFacts).all();
    }

    private List<PlaceCard> all() {
        List<PlaceCard> parts = new ArrayList<>();
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

    private PlaceCard running(Position.Split sessions) {
        int count = sessions.waiting().count();
        Wei amount = sessions.waiting().amount();
        long pooled = placeFacts.pools().sessions();
        if (count == 0) {
            return pooled == 0
                    ? part(PlaceState.NO_SESSION, amount, Map.of())
                    : part(PlaceState.ONLY_POOL_SESSIONS, amount, Map.of("sessions", count(pooled, "open session")));
        }
        Wei price = placeFacts.prices().running();
        return part(
                price.isZero() ? PlaceState.RUNNING : PlaceState.RUNNING_DIRECT,
                amount,
                Map.of(
                        "count",
                        "" + count,
                        "next",
                        near(sessions.next().orElseThrow()),
                        "price",
                        price(MorText.of(price))));
    }

    private PlaceCard overdue(Position.CountedAmount due) {
        Wei price = placeFacts.prices().overdue();
        MorText back = MorText.of(due.amount().minus(price));
        return part(
                price.isZero() ? PlaceState.OVERDUE : PlaceState.OVERDUE_DIRECT,
                due.amount(),
                Map.of(
                        "count",
                        "" + due.count(),
                        "back",
                        placeFacts.prices().all() ? back.text() : "at most " + back.text(),
                        "price",
                        remainder(due.amount(), back, price),
                        "whose",
                        due.count() == 1 ? "session's" : "sessions'"));
    }

    /** So that it adds up with what is shown beside it. */
    private String remainder(Wei amount, MorText back, Wei price) {
        return price(MorText.beside(back, amount, price));
    }

    private String price(MorText price) {
        return (placeFacts.prices().all() ? "" : "at least ") + price.text();
    }

    private PlaceCard locked(Position.Split holds) {
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

    private PlaceCard claimable(Position.CountedAmount due) {
        if (due.count() == 0) {
            return part(PlaceState.NOTHING_CLAIMABLE, due.amount(), Map.of());
        }
        return part(
                placeFacts.claimRefused() ? PlaceState.CLAIM_REFUSED : PlaceState.CLAIMABLE,
                due.amount(),
                Map.of("count", count(due.count(), "row")));
    }

    private PlaceState provider() {
        return placeFacts
                .registered()
                .map(registered -> registered ? PlaceState.PROVIDER_REGISTERED : PlaceState.PROVIDER_DEREGISTERED)
                .orElse(PlaceState.PROVIDER_UNKNOWN);
    }

    private PlaceCard pool(Wei principal) {
        Wei idle = placeFacts.pools().idle();
        Wei own = placeFacts.pools().own();
        PlaceState state = idle.isZero()
                ? own.isZero() ? PlaceState.POOL : PlaceState.POOL_OF_ITS_OWN
                : idle.equals(principal) ? PlaceState.POOL_REVOKED : PlaceState.POOL_PARTLY_REVOKED;
        return part(
                state,
                principal,
                Map.of("idle", MorText.of(idle).text(), "own", MorText.of(own).text()));
    }

    private PlaceCard queued(Wei pending) {
        Wei payable = placeFacts.pools().payable();
        return part(
                payable.isZero() ? PlaceState.QUEUED : PlaceState.QUEUED_PAYABLE,
                pending,
                Map.of(
                        "payable",
                        payable.equals(pending) ? "all" : MorText.of(payable).text()));
    }

    /** Wallet, sessions and holds always have their place, if they are known; the rest only when there is something. */
    static List<PlaceCard> shown(List<PlaceCard> parts) {
        return parts.stream()
                .filter(placeCard -> !placeCard.isZero()
                        || List.of("wallet", "active", "locked", "claim").contains(placeCard.kind()))
                .toList();
    }

    private PlaceCard part(PlaceState state, Wei amount, Map<String, String> figures) {
        return PlaceCard.of(state, amount, figures, asOf.stale());
    }

    /** How far it is, or when, where the one would be counted from an old block. */
    private String near(Instant time) {
        TimeText timeText = TimeText.of(time, asOf);
        return timeText.relative() ? timeText.distance() : timeText.text();
    }

    private static String count(long count, String one) {
        return count == 1 ? "1 " + one : count + " " + one + "s";
    }
}

package dev.morlens.web;

import dev.morlens.ledger.Bucket;
import dev.morlens.position.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Splits a position into the places that people ask about, in the order in which the page shows them. */
final class Parts {

    private Parts() {}

    static List<Part> of(Position position) {
        Instant now = position.asOf().now();
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of("wallet", "Wallet", position.balance(Bucket.WALLET), "free to use"));
        if (position.knows(Bucket.ACTIVE_SESSION)) {
            parts.addAll(sessions(position.sessions(), now));
        }
        if (position.knows(Bucket.ON_HOLD)) {
            parts.addAll(holds(position.holds(), now));
        }
        parts.add(Part.of("stake", "Provider stake", position.balance(Bucket.PROVIDER_STAKE), "kept while registered"));
        parts.add(Part.of(
                "model",
                "Model stake",
                position.balance(Bucket.MODEL_STAKE),
                position.accounts().modelCount() + " model(s)"));
        parts.add(Part.of(
                "pool", "Staking pool", position.balance(Bucket.STAKING_POOL), "funds other wallets' sessions"));
        parts.add(
                Part.of("due", "Owed to you as provider", position.balance(Bucket.PROVIDER_DUE), "not collected yet"));
        return parts;
    }

    private static List<Part> sessions(Position.Split sessions, Instant now) {
        return List.of(
                Part.of("active", "Running sessions", sessions.waiting().amount(), running(sessions, now)),
                Part.of(
                        "overdue",
                        "Overdue sessions",
                        sessions.due().amount(),
                        sessions.due().count() + " past the end, not closed yet"));
    }

    private static List<Part> holds(Position.Split holds, Instant now) {
        int due = holds.due().count();
        return List.of(
                Part.of("locked", "On hold, locked", holds.waiting().amount(), locked(holds, now)),
                Part.of(
                        "claim",
                        "On hold, claimable",
                        holds.due().amount(),
                        due == 0 ? "nothing to claim" : rows(due) + ", can be claimed now"));
    }

    /** Wallet, sessions and holds always have their place, if they are known; the rest only when there is something. */
    static List<Part> shown(List<Part> parts) {
        return parts.stream()
                .filter(part -> !part.isZero()
                        || List.of("wallet", "active", "locked", "claim").contains(part.kind()))
                .toList();
    }

    private static String running(Position.Split sessions, Instant now) {
        return sessions.waiting().count() == 0
                ? "none"
                : sessions.waiting().count() + " running, next ends "
                        + When.of(sessions.next().orElseThrow(), now).distance();
    }

    private static String locked(Position.Split holds, Instant now) {
        return holds.waiting().count() == 0
                ? "nothing locked"
                : rows(holds.waiting().count()) + ", next "
                        + When.of(holds.next().orElseThrow(), now).distance();
    }

    private static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}

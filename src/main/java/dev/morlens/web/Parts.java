package dev.morlens.web;

import dev.morlens.ledger.Bucket;
import dev.morlens.position.AsOf;
import dev.morlens.position.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Splits a position into the places that people ask about, in the order in which the page shows them. */
final class Parts {

    private Parts() {}

    static List<Part> of(Position position) {
        AsOf asOf = position.asOf();
        List<Part> parts = new ArrayList<>();
        parts.add(Part.of("wallet", "Wallet", position.balance(Bucket.WALLET), "free to use"));
        if (position.knows(Bucket.ACTIVE_SESSION)) {
            parts.addAll(sessions(position.sessions(), asOf));
        }
        if (position.knows(Bucket.ON_HOLD)) {
            parts.addAll(holds(position.holds(), asOf));
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

    private static List<Part> sessions(Position.Split sessions, AsOf asOf) {
        return List.of(
                Part.of("active", "Running sessions", sessions.waiting().amount(), running(sessions, asOf)),
                Part.of(
                        "overdue",
                        "Overdue sessions",
                        sessions.due().amount(),
                        sessions.due().count() + " past the end, not closed yet"));
    }

    private static List<Part> holds(Position.Split holds, AsOf asOf) {
        int due = holds.due().count();
        return List.of(
                Part.of("locked", "On hold, locked", holds.waiting().amount(), locked(holds, asOf)),
                Part.of("claim", "On hold, claimable", holds.due().amount(), claimable(due, asOf)));
    }

    /** Wallet, sessions and holds always have their place, if they are known; the rest only when there is something. */
    static List<Part> shown(List<Part> parts) {
        return parts.stream()
                .filter(part -> !part.isZero()
                        || List.of("wallet", "active", "locked", "claim").contains(part.kind()))
                .toList();
    }

    private static String running(Position.Split sessions, AsOf asOf) {
        return sessions.waiting().count() == 0
                ? "none"
                : sessions.waiting().count()
                        + (asOf.stale() ? " ran at that block, next ends " : " running, next ends ")
                        + near(sessions.next().orElseThrow(), asOf);
    }

    private static String locked(Position.Split holds, AsOf asOf) {
        return holds.waiting().count() == 0
                ? "nothing locked"
                : rows(holds.waiting().count()) + ", next " + near(holds.next().orElseThrow(), asOf);
    }

    private static String claimable(int due, AsOf asOf) {
        return due == 0
                ? (asOf.stale() ? "nothing to claim at that block" : "nothing to claim")
                : rows(due) + (asOf.stale() ? ", could be claimed at that block" : ", can be claimed now");
    }

    /** How far it is, or when, where the one would be counted from an old block. */
    private static String near(Instant time, AsOf asOf) {
        When when = When.of(time, asOf);
        return when.relative() ? when.distance() : when.text();
    }

    private static String rows(int count) {
        return count == 1 ? "1 row" : count + " rows";
    }
}

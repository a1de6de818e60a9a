package dev.morlens.web.session;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import dev.morlens.position.list.PoolHold;
import dev.morlens.position.list.SessionAt;
import dev.morlens.web.part.FigureTemplate;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.TimeText;
import java.util.Map;
import java.util.Optional;

/** The first sentence of a session's page, by the session's state: the table is in {@code docs/sentences.md}. */
public enum SessionHeadline {
    RUNNING("Running. It ends {end}; the whole stake is in escrow until it is closed."),
    RUNNING_DIRECT(
            "Running. It ends {end}; the whole stake is in escrow until it is closed. If it runs to its end, you get"
                    + " back {back} MOR; {price} MOR is its price, which pays the provider."),
    RUNNING_POOL("Running. It ends {end}; the whole stake, which came from a pool, is in escrow until it is closed."),
    OVERDUE("It ended {end}, and nothing closes a session by itself. The stake is safe in the contract and comes back"
            + " when the session is closed; none of it is the session's price. If it is closed on the day it ended, a part may be"
            + " held until the next UTC midnight."),
    OVERDUE_DIRECT(
            "It ended {end}, and nothing closes a session by itself. The stake is safe in the contract until the"
                    + " session is closed: you get back {back} MOR; {price} MOR is the session's price, which pays the provider."),
    OVERDUE_POOL(
            "It ended {end}, and nothing closes a session by itself. The stake is safe in the contract and goes back"
                    + " to its pool when the session is closed."),
    CLOSED("Closed. Nothing of it is on hold."),
    CLOSED_LOCKED("Closed. A part of the stake is on hold until the next UTC midnight."),
    CLOSED_CLAIMABLE("Closed. A part of the stake was on hold and can be claimed now."),
    CLOSED_CLAIMED("Closed. What was on hold has been claimed."),
    POOL_WHOLE("Closed. Its stake came from a pool and went back to it whole. It is the funders', not this wallet's."),
    POOL_LOCKED(
            "Closed. Its stake came from a pool. A part went back to it at once, the rest is held there until {release}."
                    + " It is the funders', not this wallet's."),
    POOL_RELEASABLE("Closed. Its stake came from a pool. A part went back to it at once. The rest was held there until"
            + " {release} and waits for a call that frees it: the pool's next stake, close or withdrawal, or"
            + " releasePoolHolds, which anybody may send. It is the funders', not this wallet's."),
    POOL_RELEASED(
            "Closed. Its stake came from a pool and is back in it, with what the close held there for a time. It is"
                    + " the funders', not this wallet's.");

    /** What is said in place of it where the block is old. */
    private static final Map<SessionHeadline, String> THEN = Map.of(
            RUNNING,
                    RUNNING.sentence.replace(
                            "Running. It ends {end}", "It ran at the block named below, and ends {end}"),
            RUNNING_DIRECT,
                    RUNNING_DIRECT.sentence.replace(
                            "Running. It ends {end}", "It ran at the block named below, and ends {end}"),
            RUNNING_POOL,
                    RUNNING_POOL.sentence.replace(
                            "Running. It ends {end}", "It ran at the block named below, and ends {end}"),
            CLOSED_LOCKED,
                    "Closed. A part of the stake was on hold at the block named below, until a UTC midnight that may be"
                            + " over.",
            CLOSED_CLAIMABLE, "Closed. A part of the stake was on hold and could be claimed at the block named below.");

    private static final String END = "wait for the end, then see that it is closed.";
    private static final String ENDED =
            "the user or a delegate closes it (closeSession), or anybody settles it where and when the"
                    + " contract allows that (settleExpiredSession).";

    private final String sentence;

    SessionHeadline(String sentence) {
        this.sentence = sentence;
    }

    /** The figures' names are in braces. */
    public String sentence() {
        return sentence;
    }

    /** What to do next, if anything. */
    public Optional<String> next() {
        return switch (this) {
            case RUNNING, RUNNING_DIRECT, RUNNING_POOL -> Optional.of(END);
            case OVERDUE, OVERDUE_DIRECT, OVERDUE_POOL -> Optional.of(ENDED);
            case CLOSED_LOCKED ->
                Optional.of("after that midnight the user or a delegate claims it (withdrawUserStakes).");
            case CLOSED_CLAIMABLE -> Optional.of("the user or a delegate claims it (withdrawUserStakes).");
            case POOL_LOCKED -> Optional.of("from then on anybody may free it (releasePoolHolds).");
            case POOL_RELEASABLE -> Optional.of("anybody may free it (releasePoolHolds).");
            case CLOSED, CLOSED_CLAIMED, POOL_WHOLE, POOL_RELEASED -> Optional.empty();
        };
    }

    static String of(SessionAt at, AsOf asOf) {
        SessionHeadline state = state(at);
        String text = asOf.stale() ? THEN.getOrDefault(state, state.sentence) : state.sentence;
        Session session = at.session();
        TimeText ends = TimeText.of(session.facts().endsAt(), asOf);
        Wei price = session.cost(session.facts().endsAt());
        MorText back = MorText.of(session.stake().minus(price));
        return FigureTemplate.of(
                text,
                Map.of(
                        "end", ends.relative() ? ends.distance() : "on " + ends.text(),
                        "back", back.text(),
                        "price", MorText.beside(back, session.stake(), price).text(),
                        "release",
                                at.inPool()
                                        .map(hold -> TimeText.of(hold.releaseAt(), at.now())
                                                .text())
                                        .orElse("")));
    }

    static SessionHeadline state(SessionAt at) {
        boolean pool = at.session().fundedBy() == StakeSource.POOL;
        boolean direct = at.session().facts().directPayment();
        return switch (at.state()) {
            case OPEN -> pool ? RUNNING_POOL : direct ? RUNNING_DIRECT : RUNNING;
            case OVERDUE -> pool ? OVERDUE_POOL : direct ? OVERDUE_DIRECT : OVERDUE;
            case CLOSED -> pool ? inPool(at.inPool(), at) : onHold(at);
        };
    }

    private static SessionHeadline inPool(Optional<PoolHold> hold, SessionAt at) {
        return hold.map(one -> switch (one.state(at.now())) {
                    case LOCKED -> POOL_LOCKED;
                    case RELEASABLE -> POOL_RELEASABLE;
                    case RELEASED -> POOL_RELEASED;
                })
                .orElse(POOL_WHOLE);
    }

    private static SessionHeadline onHold(SessionAt at) {
        return at.holdState()
                .map(state -> switch (state) {
                    case LOCKED -> CLOSED_LOCKED;
                    case CLAIMABLE -> CLOSED_CLAIMABLE;
                    case WITHDRAWN -> CLOSED_CLAIMED;
                })
                .orElse(CLOSED);
    }
}

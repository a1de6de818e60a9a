package dev.morlens.diagnosis.rule.session;

import dev.morlens.ledger.entry.Session;
import dev.morlens.ledger.entry.Session.StakeSource;
import java.util.List;

/** Words for whose a stake is, and so where it goes when its session ends. */
enum StakeOwnerText {
    USER,
    POOL,
    BOTH;

    static StakeOwnerText of(List<Session> sessions) {
        long pools = sessions.stream()
                .filter(session -> session.fundedBy() == StakeSource.POOL)
                .count();
        if (pools == 0) {
            return USER;
        }
        return pools == sessions.size() ? POOL : BOTH;
    }

    /** What settling does with it, after "ends the session and". */
    String settled() {
        return switch (this) {
            case USER -> "pays the user's part to the user";
            case POOL -> "gives the stake back to the pool that it came from";
            case BOTH -> "pays the user's part to the user, or gives the stake back to the pool that it came from";
        };
    }

    /** To follow other sentences; nothing where the stake is the user's own. */
    String note() {
        return switch (this) {
            case USER -> "";
            case POOL ->
                " The stake came from this wallet's pool and goes back to it: it is the funders', not this wallet's.";
            case BOTH -> " What came from this wallet's pool goes back to it: that is the funders', not this wallet's.";
        };
    }
}

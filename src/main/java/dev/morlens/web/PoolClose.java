package dev.morlens.web;

import dev.morlens.ledger.Session.Closing;
import dev.morlens.position.AsOf;
import dev.morlens.position.PoolHold;
import dev.morlens.position.SessionAt;
import dev.morlens.web.Pages.Money;
import dev.morlens.web.Pages.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a session's page says of a stake that came from a pool, once it is closed. */
final class PoolClose {

    private static final String FUNDERS = " It is the funders', not this wallet's.";

    private PoolClose() {}

    static String headline(SessionAt at) {
        return at.inPool()
                        .map(hold -> held(hold, at.now()))
                        .orElse("Its stake came from a pool and went back to it whole.")
                + FUNDERS;
    }

    private static String held(PoolHold hold, Instant now) {
        String until = When.of(hold.releaseAt(), now).text();
        return switch (hold.state(now)) {
            case LOCKED ->
                "Its stake came from a pool. A part went back to it at once, the rest is held there until " + until
                        + ".";
            case RELEASABLE ->
                "Its stake came from a pool. A part went back to it at once. The rest was held there until " + until
                        + " and waits for a call that frees it: the pool's next stake, close or withdrawal, or"
                        + " releasePoolHolds, which anybody may send.";
            case RELEASED -> "Its stake came from a pool and is back in it, with what the close held there for a time.";
        };
    }

    static List<Step> steps(PoolHold hold, AsOf asOf, Ids ids) {
        return List.of(
                SessionModel.step("Releasable", hold.releaseAt(), asOf, Optional.empty()),
                hold.released()
                        .map(at -> SessionModel.step(
                                "Back in the pool", at.block().time(), asOf, Optional.of(ids.of(at.txHash()))))
                        .orElse(new Step("Back in the pool", "not yet", false, Optional.empty())));
    }

    static List<Money> money(Closing end) {
        return List.of(
                new Money("Back in the pool at once", Mor.of(end.returned()), "free there again"),
                new Money("Held in the pool", Mor.of(end.held()), "until the next UTC midnight"));
    }

    static String parts(Closing end) {
        return Mor.of(end.returned()) + " back in the pool at once + " + Mor.of(end.held()) + " held there";
    }
}

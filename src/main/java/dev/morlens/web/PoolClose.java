package dev.morlens.web;

import dev.morlens.ledger.Session.Closing;
import dev.morlens.position.AsOf;
import dev.morlens.position.PoolHold;
import java.util.List;
import java.util.Optional;

/** What a session's page says of a stake that came from a pool, once it is closed. */
final class PoolClose {

    private PoolClose() {}

    static List<LifeStep> steps(PoolHold hold, AsOf asOf, Ids ids) {
        return List.of(
                SessionModel.step("Releasable", hold.releaseAt(), asOf, Optional.empty()),
                hold.released()
                        .map(at -> SessionModel.step(
                                "Back in the pool", at.block().time(), asOf, Optional.of(ids.of(at.txHash()))))
                        .orElse(new LifeStep("Back in the pool", "not yet", false, Optional.empty())));
    }

    static List<MoneyLine> money(Closing end) {
        return List.of(
                new MoneyLine("Back in the pool at once", Mor.of(end.returned()), "free there again"),
                new MoneyLine("Held in the pool", Mor.of(end.held()), "until the next UTC midnight"));
    }

    static String parts(Closing end) {
        return Mor.of(end.returned()) + " back in the pool at once + " + Mor.of(end.held()) + " held there";
    }
}

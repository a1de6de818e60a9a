package dev.morlens.web.session;

import dev.morlens.ask.AsOf;
import dev.morlens.ledger.entry.Session.Closing;
import dev.morlens.position.list.PoolHold;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.MorText;
import java.util.List;
import java.util.Optional;

/** What a session's page says of a stake that came from a pool, once it is closed. */
final class PoolClose {

    private PoolClose() {}

    static List<LifeStep> steps(PoolHold hold, AsOf asOf, IdShortener idShortener) {
        return List.of(
                SessionPageBuilder.step("Releasable", hold.releaseAt(), asOf, Optional.empty()),
                hold.released()
                        .map(at -> SessionPageBuilder.step(
                                "Back in the pool", at.block().time(), asOf, Optional.of(idShortener.of(at.txHash()))))
                        .orElse(new LifeStep("Back in the pool", "not yet", false, Optional.empty())));
    }

    static List<MoneyLine> money(Closing end) {
        return List.of(
                new MoneyLine("Back in the pool at once", MorText.of(end.returned()), "free there again"),
                new MoneyLine("Held in the pool", MorText.of(end.held()), "until the next UTC midnight"));
    }

    static String parts(Closing end) {
        return MorText.of(end.returned()) + " back in the pool at once + " + MorText.of(end.held()) + " held there";
    }
}

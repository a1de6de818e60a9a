package dev.morlens.web;

import dev.morlens.ledger.HoldRow;
import dev.morlens.position.AsOf;
import dev.morlens.position.SessionAt;
import java.util.Locale;

/** A hold row in a list. */
public record HoldLine(Id session, Mor amount, String state, When release, When created, Id tx) {

    static HoldLine of(HoldRow row, AsOf asOf, Ids ids) {
        return new HoldLine(
                ids.of(row.session()),
                Mor.of(row.amount()),
                SessionAt.stateOf(row, asOf.now()).name().toLowerCase(Locale.ROOT),
                When.of(row.releaseAt(), asOf),
                When.of(row.created().block().time(), asOf),
                ids.of(row.withdrawn().orElse(row.created()).txHash()));
    }
}

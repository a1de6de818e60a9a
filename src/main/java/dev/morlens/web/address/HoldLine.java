package dev.morlens.web.address;

import dev.morlens.ask.AsOf;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.position.list.SessionAt;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.TimeText;
import java.util.Locale;

/** A hold row in a list. */
public record HoldLine(IdText session, MorText amount, String state, TimeText release, TimeText created, IdText tx) {

    static HoldLine of(HoldRow row, AsOf asOf, IdShortener idShortener) {
        return new HoldLine(
                idShortener.of(row.session()),
                MorText.of(row.amount()),
                SessionAt.stateOf(row, asOf.now()).name().toLowerCase(Locale.ROOT),
                TimeText.of(row.releaseAt(), asOf),
                TimeText.of(row.created().block().time(), asOf),
                idShortener.of(row.withdrawn().orElse(row.created()).txHash()));
    }
}

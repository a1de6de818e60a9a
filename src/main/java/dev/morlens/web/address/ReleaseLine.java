package dev.morlens.web.address;

import dev.morlens.ask.AsOf;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.TimeText;

/** Everything that is released at one time. */
public record ReleaseLine(TimeText when, MorText amount, int count, boolean claimable) {

    static ReleaseLine of(DatedAmount datedAmount, AsOf asOf) {
        boolean isPast = !asOf.now().isBefore(datedAmount.at());
        return new ReleaseLine(
                TimeText.of(datedAmount.at(), asOf), MorText.of(datedAmount.amount()), datedAmount.count(), isPast);
    }

    public String sessions() {
        return count == 1 ? "1 session" : count + " sessions";
    }
}

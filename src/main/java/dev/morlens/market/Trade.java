package dev.morlens.market;

import dev.morlens.chain.value.Wei;
import dev.morlens.store.ProtocolReads.BidTrade;

/**
 * What came of a bid, or of all bids of a provider, as the index has it; amounts in wei.
 *
 * @param sessions opened under it
 * @param open those of them that are not closed
 * @param claimed collected by the provider
 * @param due for closed ones, and not collected
 */
public record Trade(long sessions, long open, Wei claimed, Wei due) {

    static final Trade NONE = new Trade(0, 0, Wei.ZERO, Wei.ZERO);

    static Trade of(BidTrade bid) {
        return new Trade(bid.sessions(), bid.open(), bid.paid(), bid.owed());
    }

    Trade plus(Trade other) {
        return new Trade(
                sessions + other.sessions, open + other.open, claimed.plus(other.claimed), due.plus(other.due));
    }
}

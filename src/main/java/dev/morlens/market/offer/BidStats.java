package dev.morlens.market.offer;

import dev.morlens.chain.value.Wei;
import dev.morlens.store.read.ProtocolReads.BidTrade;

/**
 * What came of a bid, or of all bids of a provider, as the index has it; amounts in wei.
 *
 * @param sessions opened under it
 * @param open those of them that are not closed
 * @param claimed collected by the provider
 * @param due for closed ones, and not collected
 */
public record BidStats(long sessions, long open, Wei claimed, Wei due) {

    static final BidStats NONE = new BidStats(0, 0, Wei.ZERO, Wei.ZERO);

    static BidStats of(BidTrade bid) {
        return new BidStats(bid.sessions(), bid.open(), bid.paid(), bid.owed());
    }

    BidStats plus(BidStats other) {
        return new BidStats(
                sessions + other.sessions, open + other.open, claimed.plus(other.claimed), due.plus(other.due));
    }
}

package dev.morlens.market.offer;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.protocol.state.Bid;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What need not be asked of a node.
 *
 * @param registered everybody who ever registered as a provider, from the index at the block that is read: the contract only
 *     lists the active ones
 * @param trades what came of each bid, from the index at the block that is read
 * @param finalized the newest final block's time, of the chain whose block is read; empty if none is known
 * @param settled bids that will never change again
 */
record ReusableMarketFacts(
        Collection<Address> registered,
        Map<Hash, BidStats> trades,
        Optional<Instant> finalized,
        Map<Hash, Bid> settled) {

    /**
     * A bid that is deleted stays as it is, once its deletion is final. Of a crowded market that is most of it. By what was
     * final when the earlier market was read: of what was not, that market's block need not have become the final one.
     *
     * @param before the market as it was read last
     */
    static ReusableMarketFacts of(
            Collection<Address> registered, Map<Hash, BidStats> trades, Optional<Instant> finalized, Market before) {
        return new ReusableMarketFacts(
                registered,
                trades,
                finalized,
                before.bids().values().stream()
                        .map(RatedBid::bid)
                        .filter(bid -> isSettled(bid, before.finalized()))
                        .collect(Collectors.toMap(Bid::id, Function.identity())));
    }

    /** A deletion in the final block's own second may be in a later block. */
    private static boolean isSettled(Bid bid, Optional<Instant> finalized) {
        return bid.deletedAt()
                .filter(deleted -> finalized.filter(deleted::isBefore).isPresent())
                .isPresent();
    }
}

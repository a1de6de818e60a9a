package dev.morlens.market;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.state.Bid;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What need not be asked of a node.
 *
 * @param registered everybody who ever registered as a provider, from the index at the block that is read: the contract only
 *     lists the active ones
 * @param trades what came of each bid, from the index at the block that is read
 * @param settled bids that will never change again
 */
record Known(Collection<Address> registered, Map<Hash, Trade> trades, Map<Hash, Bid> settled) {

    /**
     * A bid that is deleted stays as it is, once its deletion is final. Of a crowded market that is most of it.
     *
     * @param before the market as it was read last
     * @param finalized the newest final block's time
     */
    static Known of(Collection<Address> registered, Map<Hash, Trade> trades, Market before, Instant finalized) {
        return new Known(
                registered,
                trades,
                before.bids().values().stream()
                        .map(RatedBid::bid)
                        .filter(bid -> bid.deletedAt()
                                .filter(deleted -> !deleted.isAfter(finalized))
                                .isPresent())
                        .collect(Collectors.toMap(Bid::id, Function.identity())));
    }
}

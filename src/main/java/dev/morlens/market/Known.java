package dev.morlens.market;

import dev.morlens.chain.value.Hash;
import dev.morlens.protocol.state.Bid;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What need not be asked of a node.
 *
 * @param trades what came of each bid, from the index at the block that is read
 * @param settled bids that will never change again
 */
record Known(Map<Hash, Trade> trades, Map<Hash, Bid> settled) {

    static final Known NOTHING = new Known(Map.of(), Map.of());

    /**
     * A bid that is deleted stays as it is, once its deletion is final. Of a crowded market that is most of it.
     *
     * @param before the market as it was read last
     * @param finalized the newest final block's time
     */
    static Known of(Map<Hash, Trade> trades, Market before, Instant finalized) {
        return new Known(
                trades,
                before.bids().values().stream()
                        .map(RatedBid::bid)
                        .filter(bid -> bid.deletedAt()
                                .filter(deleted -> !deleted.isAfter(finalized))
                                .isPresent())
                        .collect(Collectors.toMap(Bid::id, Function.identity())));
    }
}

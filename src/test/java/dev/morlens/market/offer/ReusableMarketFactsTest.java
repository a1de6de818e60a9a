package dev.morlens.market.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.RatingRules;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.RunningMean;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which bids are not asked for again. */
class ReusableMarketFactsTest {

    private static final Instant DELETED = Instant.ofEpochSecond(1_000);
    private static final Hash GONE = new Hash(1, 0, 0, 0);
    private static final Hash ACTIVE = new Hash(2, 0, 0, 0);

    @Test
    void deletedBidIsSettledOnceItsDeletionWasFinalWhenItWasRead() {
        assertThat(settledAfter(Optional.of(DELETED.plusSeconds(1)))).containsOnlyKeys(GONE);
        assertThat(settledAfter(Optional.of(DELETED.plusSeconds(60)))).containsOnlyKeys(GONE);
    }

    /** A reorganisation can have removed the deletion, however long ago the final block of now is. */
    @Test
    void deletedBidIsAskedForAgainIfItsDeletionWasNotFinalWhenItWasRead() {
        assertThat(settledAfter(Optional.of(DELETED)))
                .as("of the blocks with that second later ones may not be final")
                .isEmpty();
        assertThat(settledAfter(Optional.of(DELETED.minusSeconds(1)))).isEmpty();
        assertThat(settledAfter(Optional.empty())).isEmpty();
    }

    private static Map<Hash, Bid> settledAfter(Optional<Instant> finalThen) {
        Optional<Instant> finalNow = Optional.of(DELETED.plusSeconds(3_600));
        return ReusableMarketFacts.of(List.of(), Map.of(), finalNow, market(finalThen))
                .settled();
    }

    private static Market market(Optional<Instant> finalized) {
        BlockRef block = new BlockRef(9, new Hash(9, 0, 0, 0), DELETED.plusSeconds(120));
        return new Market(
                new AsOf(block, FinalityLevel.LATEST, false),
                finalized,
                Wei.ZERO,
                Map.of(),
                Map.of(GONE, bid(GONE, Optional.of(DELETED)), ACTIVE, bid(ACTIVE, Optional.empty())),
                Map.of(),
                Map.of(),
                Map.of(),
                SortedMarket.of(List.of(), List.of()),
                RatingRules.USUAL,
                new Market.Unreadable(0, 0));
    }

    private static RatedBid bid(Hash id, Optional<Instant> deletedAt) {
        RunningMean none = new RunningMean(0, 0);
        Bid bid = new Bid(id, Address.ZERO, id, Wei.of(1), Wei.ZERO, DELETED.minusSeconds(60), deletedAt);
        return new RatedBid(bid, new ProviderModelStats(none, none, 0, 0, 0), Optional.empty(), true);
    }
}

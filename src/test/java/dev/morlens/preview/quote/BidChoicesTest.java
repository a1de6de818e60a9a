package dev.morlens.preview.quote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.morlens.ask.AsOf;
import dev.morlens.ask.FinalityLevel;
import dev.morlens.ask.NodeQueries;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.offer.Market;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.RatingRules;
import dev.morlens.preview.PreviewStage;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.state.Bid;
import dev.morlens.protocol.state.ProviderModelStats;
import dev.morlens.protocol.state.RunningMean;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What is said of a bid that no node could be asked about, as when the budget is used up. */
class BidChoicesTest {

    private static final Hash ID = new Hash(1, 0, 0, 0);
    private static final AsOf OLD = asOf(10);
    private static final AsOf NEW = asOf(11);

    @Test
    void bidOfTheQuotesOwnBlockNeedsNoLook() {
        BidChoice choice = choice(OLD, OLD);
        assertThat(choice.looked()).isTrue();
        assertThat(choice.notes()).isEmpty();
    }

    @Test
    void bidOfAnOlderMarketThatNobodyLookedAtIsSaidToBeOfThatBlock() {
        BidChoice choice = choice(OLD, NEW);
        assertThat(choice.looked()).isFalse();
        assertThat(choice.notes()).singleElement().asString().contains("No node told", "block 10");
    }

    @Test
    void marketThatCouldNotBeReadAgainIsSaidToBeOld() {
        List<String> notes = choice(OLD.asStale(), NEW).notes();
        assertThat(notes).hasSize(2);
        assertThat(notes.getFirst()).contains("market of block 10", "newer bids");
    }

    @Test
    void walletThatWasGivenAndNotLookedIntoIsSaid() {
        Purchase any = new Purchase(Wei.of(1), 600, Wei.of(1), Instant.EPOCH, List.of());
        assertThat(OpeningObstacles.notes(question(Optional.of(Address.ZERO)), 600, any, any, Optional.empty()))
                .singleElement()
                .asString()
                .contains("wallet could not be looked into");
        assertThat(OpeningObstacles.notes(question(Optional.empty()), 600, any, any, Optional.empty()))
                .isEmpty();
    }

    private static BidChoice choice(AsOf market, AsOf now) {
        NodeQueries nobodyAnswers = PreviewStage.simulations(null, 0);
        BidChoice choice = new BidChoices(nobodyAnswers).of(network(), market(market), now, question(Optional.empty()));
        assertThat(choice.market()).isEqualTo(market);
        assertThat(choice.bid().bid().id()).isEqualTo(ID);
        return choice;
    }

    private static QuoteQuestion question(Optional<Address> opener) {
        return new QuoteQuestion(Optional.empty(), Optional.of(ID), 600, false, opener);
    }

    private static Market market(AsOf asOf) {
        RunningMean none = new RunningMean(0, 0);
        Address provider = Address.of("0x" + "01".repeat(20));
        Bid bid = new Bid(ID, provider, ID, Wei.of(1), Wei.ZERO, Instant.EPOCH, Optional.empty());
        RatedBid rated = new RatedBid(bid, new ProviderModelStats(none, none, 0, 0, 0), Optional.empty(), true);
        return new Market(
                asOf,
                Optional.empty(),
                Wei.ZERO,
                Map.of(),
                Map.of(ID, rated),
                Map.of(),
                Map.of(),
                Map.of(),
                null,
                RatingRules.USUAL,
                new Market.Unreadable(0, 0));
    }

    private static Network network() {
        Address any = Address.of("0x" + "d1".repeat(20));
        return new Network("local", "Local", 31337, any, any, Optional.empty(), OptionalLong.empty());
    }

    private static AsOf asOf(long number) {
        return new AsOf(
                new BlockRef(number, new Hash(number, 0, 0, 0), Instant.ofEpochSecond(number)),
                FinalityLevel.LATEST,
                false);
    }
}

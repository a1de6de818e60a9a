package dev.morlens.web.market;

import dev.morlens.chain.value.Wei;
import dev.morlens.market.offer.Market;
import dev.morlens.market.rating.Performance;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.market.rating.Rating;
import dev.morlens.market.rating.RatingWeights;
import dev.morlens.protocol.Network;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.MorText;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A bid, for people.
 *
 * @param hour its price an hour, in MOR
 * @param place among the model's active bids, from 1; empty for a deleted one
 * @param rivals how many active bids the model has
 * @param record of its provider with its model
 * @param history all that the provider bid for this model, the newest first
 */
public record BidPage(
        String network,
        OfferLine bid,
        IdText provider,
        String hour,
        boolean allowed,
        Optional<Long> place,
        long rivals,
        Optional<Why> why,
        RecordLine record,
        long sessionsOpen,
        MorText claimed,
        MorText due,
        List<OfferLine> history,
        boolean more,
        AsOfLine asOf,
        Explorer explorer) {

    private static final int MOST = 50;
    private static final int AN_HOUR = 3_600;

    /** Its rating, as a sum that can be followed. */
    public record Why(List<ScoreComponent> parts, String weighted, String score) {

        static Why of(Rating rating, RatingWeights weights) {
            return new Why(
                    List.of(
                            ScoreComponent.of("Tokens a second", rating.tps(), weights.tps()),
                            ScoreComponent.of("Time to the first token", rating.ttft(), weights.ttft()),
                            ScoreComponent.of("Time served", rating.duration(), weights.duration()),
                            ScoreComponent.of("Undisputed sessions", rating.success(), weights.success()),
                            ScoreComponent.of("The provider's stake", rating.stake(), weights.stake())),
                    figure(rating.weighted()),
                    String.format(Locale.ROOT, "%,.0f", rating.score()));
        }
    }

    /** @param value between 0 and 1 */
    public record ScoreComponent(String name, String value, String weight, String product) {

        static ScoreComponent of(String name, double value, double weight) {
            return new ScoreComponent(
                    name, figure(value), String.format(Locale.ROOT, "%.2f", weight), figure(value * weight));
        }
    }

    static BidPage of(Network on, Market market, RatedBid rated) {
        var bid = rated.bid();
        Wei hour = bid.pricePerSecond().times(AN_HOUR);
        var bidStats = market.tradeOf(bid.id());
        List<RatedBid> history = market.servedBy(bid.provider()).bidsFor(bid.modelId());
        List<RatedBid> rivals = market.model(bid.modelId()).stream()
                .flatMap(offer -> offer.bids().stream())
                .filter(RatedBid::active)
                .toList();
        IdShortener idShortener = new IdShortener();
        return new BidPage(
                on.name(),
                OfferLine.of(market, rated, idShortener),
                idShortener.of(bid.provider()),
                MorText.of(hour).exact(),
                rated.allowed(),
                Optional.of(rivals.indexOf(rated) + 1L).filter(place -> place > 0),
                rivals.size(),
                rated.rating().map(rating -> Why.of(rating, market.rules().weights())),
                RecordLine.of(Performance.of(rated.stats())),
                bidStats.open(),
                MorText.of(bidStats.claimed()),
                MorText.of(bidStats.due()),
                history.stream()
                        .limit(MOST)
                        .map(one -> OfferLine.of(market, one, idShortener))
                        .toList(),
                history.size() > MOST,
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
    }

    private static String figure(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }
}

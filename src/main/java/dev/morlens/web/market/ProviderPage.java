package dev.morlens.web.market;

import dev.morlens.http.SafeText;
import dev.morlens.market.health.PaymentLimit;
import dev.morlens.market.offer.Market;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.position.list.Listing;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.state.Provider;
import dev.morlens.web.part.AsOfLine;
import dev.morlens.web.part.Explorer;
import dev.morlens.web.part.IdShortener;
import dev.morlens.web.part.IdText;
import dev.morlens.web.part.ModelLine;
import dev.morlens.web.part.MorText;
import dev.morlens.web.part.ShownModelName;
import dev.morlens.web.part.TimeText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A provider, for people.
 *
 * @param registered empty if it never was
 * @param together its sessions with all models
 * @param next where the next bids are
 */
public record ProviderPage(
        String network,
        IdText address,
        String endpoint,
        MorText stake,
        boolean deleted,
        Optional<TimeText> registered,
        long activeBids,
        RecordLine together,
        long sessionsOpened,
        long sessionsOpen,
        MorText claimed,
        MorText due,
        Limit limit,
        List<ByModel> models,
        List<OfferLine> bids,
        Optional<String> next,
        AsOfLine asOf,
        Explorer explorer) {

    private static final int MOST = 50;

    /** @param spent whether nothing more can be paid in this period */
    public record Limit(MorText used, MorText left, Optional<TimeText> until, boolean spent) {

        static Limit of(Provider provider, Instant now) {
            PaymentLimit limit = PaymentLimit.of(provider, now);
            return new Limit(
                    MorText.of(limit.used()),
                    MorText.of(limit.left()),
                    limit.until().map(end -> TimeText.of(end, now)),
                    limit.used().isPositive() && limit.left().isZero());
        }
    }

    public record ByModel(IdText model, String name, RecordLine record) implements ShownModelName {
        @Override
        public IdText modelId() {
            return model;
        }

        @Override
        public String shownName() {
            return name;
        }
    }

    static ProviderPage of(Network on, Market market, Provider provider, Listing<RatedBid> bids) {
        var providerSummary = market.servedBy(provider.address());
        Instant now = market.asOf().now();
        IdShortener idShortener = new IdShortener();
        return new ProviderPage(
                on.name(),
                idShortener.of(provider.address()),
                SafeText.bounded(provider.endpoint()),
                MorText.of(provider.stake()),
                provider.deleted(),
                Optional.of(provider).filter(Provider::exists).map(known -> TimeText.of(known.createdAt(), now)),
                providerSummary.activeBids(),
                RecordLine.of(providerSummary.together()),
                providerSummary.trade().sessions(),
                providerSummary.trade().open(),
                MorText.of(providerSummary.trade().claimed()),
                MorText.of(providerSummary.trade().due()),
                Limit.of(provider, now),
                providerSummary.byModel().entrySet().stream()
                        .limit(MOST)
                        .map(one -> new ByModel(
                                idShortener.of(one.getKey()),
                                ModelLine.name(market.nameOf(one.getKey())),
                                RecordLine.of(one.getValue())))
                        .toList(),
                bids.items().stream()
                        .map(rated -> OfferLine.of(market, rated, idShortener))
                        .toList(),
                bids.next().map(next -> "?cursor=" + next),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
    }
}

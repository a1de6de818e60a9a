package dev.morlens.web;

import dev.morlens.api.Shown;
import dev.morlens.market.Market;
import dev.morlens.market.PaymentLimit;
import dev.morlens.market.RatedBid;
import dev.morlens.position.Listing;
import dev.morlens.protocol.Network;
import dev.morlens.protocol.state.Provider;
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
        Id address,
        String endpoint,
        Mor stake,
        boolean deleted,
        Optional<When> registered,
        long activeBids,
        RecordLine together,
        long sessionsOpened,
        long sessionsOpen,
        Mor claimed,
        Mor due,
        Limit limit,
        List<ByModel> models,
        List<OfferLine> bids,
        Optional<String> next,
        AsOfLine asOf,
        Explorer explorer) {

    private static final int MOST = 50;

    /** @param spent whether nothing more can be paid in this period */
    public record Limit(Mor used, Mor left, Optional<When> until, boolean spent) {

        static Limit of(Provider provider, Instant now) {
            PaymentLimit limit = PaymentLimit.of(provider, now);
            return new Limit(
                    Mor.of(limit.used()),
                    Mor.of(limit.left()),
                    limit.until().map(end -> When.of(end, now)),
                    limit.used().isPositive() && limit.left().isZero());
        }
    }

    public record ByModel(Id model, String name, RecordLine record) implements ModelNamed {
        @Override
        public Id modelId() {
            return model;
        }

        @Override
        public String shownName() {
            return name;
        }
    }

    static ProviderPage of(Network on, Market market, Provider provider, Listing<RatedBid> bids) {
        var served = market.servedBy(provider.address());
        Instant now = market.asOf().now();
        Ids ids = new Ids();
        return new ProviderPage(
                on.name(),
                ids.of(provider.address()),
                Shown.bounded(provider.endpoint()),
                Mor.of(provider.stake()),
                provider.deleted(),
                Optional.of(provider).filter(Provider::exists).map(known -> When.of(known.createdAt(), now)),
                served.activeBids(),
                RecordLine.of(served.together()),
                served.trade().sessions(),
                served.trade().open(),
                Mor.of(served.trade().claimed()),
                Mor.of(served.trade().due()),
                Limit.of(provider, now),
                served.byModel().entrySet().stream()
                        .limit(MOST)
                        .map(one -> new ByModel(
                                ids.of(one.getKey()),
                                ModelLine.name(market.nameOf(one.getKey())),
                                RecordLine.of(one.getValue())))
                        .toList(),
                bids.items().stream()
                        .map(rated -> OfferLine.of(market, rated, ids))
                        .toList(),
                bids.next().map(next -> "?cursor=" + next),
                AsOfLine.of(market.asOf()),
                Explorer.of(on));
    }
}

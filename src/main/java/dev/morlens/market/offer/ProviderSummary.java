package dev.morlens.market.offer;

import dev.morlens.chain.value.Hash;
import dev.morlens.market.rating.Performance;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.protocol.state.ProviderModelStats;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a provider offers and has served.
 *
 * @param bids all that it ever made, the newest first
 * @param activeBids how many of them are not deleted
 * @param byModel how its sessions went with each model that it ever bid for, the most used first
 * @param together with all its models
 * @param trade what came of all its bids
 */
public record ProviderSummary(
        List<RatedBid> bids, long activeBids, Map<Hash, Performance> byModel, Performance together, BidStats trade) {

    static final ProviderSummary NOTHING = new ProviderSummary(List.of(), 0, Map.of(), Performance.NONE, BidStats.NONE);

    private static final Comparator<RatedBid> NEWEST_FIRST = Comparator.<RatedBid, Instant>comparing(
                    rated -> rated.bid().createdAt())
            .reversed()
            .thenComparing(rated -> rated.bid().nonce(), Comparator.reverseOrder())
            .thenComparing(rated -> rated.bid().id().toString());

    /** The statistics are per model, the same with each bid for it. */
    static ProviderSummary of(List<RatedBid> bids, Map<Hash, BidStats> trades) {
        Map<Hash, ProviderModelStats> stats = new LinkedHashMap<>();
        bids.forEach(rated -> stats.put(rated.bid().modelId(), rated.stats()));
        Map<Hash, Performance> byModel = new LinkedHashMap<>();
        stats.entrySet().stream()
                .sorted(Comparator.comparingLong(entry -> -entry.getValue().totalCount()))
                .forEach(entry -> byModel.put(entry.getKey(), Performance.of(entry.getValue())));
        return new ProviderSummary(
                bids.stream().sorted(NEWEST_FIRST).toList(),
                bids.stream().filter(RatedBid::active).count(),
                byModel,
                Performance.of(stats.values()),
                bids.stream()
                        .map(rated -> trades.getOrDefault(rated.bid().id(), BidStats.NONE))
                        .reduce(BidStats.NONE, BidStats::plus));
    }

    /** All that it ever bid for a model, the newest first. */
    public List<RatedBid> bidsFor(Hash model) {
        return bids.stream()
                .filter(rated -> rated.bid().modelId().equals(model))
                .toList();
    }
}

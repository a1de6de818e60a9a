package dev.morlens.market;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What a provider offers and has served, with all its models.
 *
 * @param sessions closed ones
 * @param successes those of them that were not disputed
 */
public record Served(long activeBids, long sessions, long successes) {

    static final Served NOTHING = new Served(0, 0, 0);

    /** The statistics are per model, the same with each bid for it. */
    static Served of(List<RatedBid> bids) {
        Map<?, RatedBid> byModel = bids.stream()
                .collect(Collectors.toMap(rated -> rated.bid().modelId(), rated -> rated, (one, same) -> one));
        return new Served(
                bids.stream().filter(RatedBid::active).count(),
                byModel.values().stream()
                        .mapToLong(rated -> rated.stats().totalCount())
                        .sum(),
                byModel.values().stream()
                        .mapToLong(rated -> rated.stats().successCount())
                        .sum());
    }
}

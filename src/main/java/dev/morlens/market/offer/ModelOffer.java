package dev.morlens.market.offer;

import dev.morlens.chain.value.Wei;
import dev.morlens.market.rating.RatedBid;
import dev.morlens.protocol.state.Model;
import dev.morlens.protocol.state.ModelStats;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model and its bids.
 *
 * @param bids the best first
 * @param active how many of them are not deleted
 * @param providers how many bid for it now
 * @param sessions closed ones, of all its providers; the contract does not count settled ones
 * @param cheapest of those, in wei a second
 * @param words to find it by
 */
public record ModelOffer(
        Model model,
        ModelStats stats,
        List<RatedBid> bids,
        long active,
        long providers,
        long sessions,
        Optional<Wei> cheapest,
        ModelSearchText words) {

    /**
     * Its texts as they are looked for, in lower case.
     *
     * @param tags whole ones
     * @param all name, id and tags, a line each
     */
    public record ModelSearchText(Set<String> tags, String all) {

        static ModelSearchText of(Model model) {
            List<String> tags = model.tags().stream()
                    .map(tag -> tag.strip().toLowerCase(Locale.ROOT))
                    .toList();
            String named = model.name().toLowerCase(Locale.ROOT) + '\n' + model.id() + '\n';
            return new ModelSearchText(Set.copyOf(tags), named + String.join("\n", tags));
        }
    }

    public ModelType type() {
        return ModelType.of(model.tags());
    }

    /** Whether a quote for it can choose a bid. */
    public boolean hasChoice() {
        return bids.stream().anyMatch(RatedBid::canBeChosen);
    }

    static ModelOffer of(Model model, ModelStats stats, List<RatedBid> bids) {
        List<RatedBid> active = bids.stream().filter(RatedBid::active).toList();
        return new ModelOffer(
                model,
                stats,
                bids.stream().sorted(RatedBid.BEST_FIRST).toList(),
                active.size(),
                active.stream().map(rated -> rated.bid().provider()).distinct().count(),
                sessions(bids),
                active.stream().map(rated -> rated.bid().pricePerSecond()).min(Wei::compareTo),
                ModelSearchText.of(model));
    }

    /** A provider's statistics are the same with each of its bids. */
    private static long sessions(List<RatedBid> bids) {
        return bids.stream()
                .collect(Collectors.toMap(
                        rated -> rated.bid().provider(), rated -> rated.stats().totalCount(), (one, same) -> one))
                .values()
                .stream()
                .mapToLong(Long::longValue)
                .sum();
    }
}

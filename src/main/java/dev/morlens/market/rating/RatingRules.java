package dev.morlens.market.rating;

import dev.morlens.chain.value.Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How bids are rated, and whose can be chosen.
 *
 * @param allowed providers that may be chosen; all if empty
 * @param denied providers that may not, even if allowed
 */
public record RatingRules(RatingWeights weights, Set<Address> allowed, Set<Address> denied) {

    /** The consumer node's own. */
    public static final RatingRules USUAL = new RatingRules(RatingWeights.USUAL, Set.of(), Set.of());

    /** @throws IllegalArgumentException if the weights or an address cannot be used */
    public static RatingRules of(RatingConfig config) {
        RatingConfig.Weights weights = config.weights();
        return new RatingRules(
                new RatingWeights(
                        weights.tps(), weights.ttft(), weights.duration(), weights.success(), weights.stake()),
                addresses(config.providerAllowlist()),
                addresses(config.providerDenylist()));
    }

    public boolean allows(Address provider) {
        return !denied.contains(provider) && (allowed.isEmpty() || allowed.contains(provider));
    }

    private static Set<Address> addresses(Optional<List<String>> texts) {
        return texts.orElse(List.of()).stream()
                .map(String::strip)
                .map(Address::checked)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.morlens.market.offer;

import dev.morlens.market.offer.ModelFilter.Sort;
import dev.morlens.protocol.state.Provider;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The market's lists in every order in which they are shown: put in order once when it is read, since anybody can make them
 * long, and not for every page.
 *
 * @param models all of them
 * @param providers all of them, the largest stake first
 */
record SortedMarket(Map<Sort, List<ModelOffer>> models, List<Provider> providers) {

    private static final Comparator<Provider> LARGEST_FIRST = Comparator.comparing(Provider::stake)
            .reversed()
            .thenComparing(provider -> provider.address().toString());

    static SortedMarket of(Collection<ModelOffer> models, Collection<Provider> providers) {
        return new SortedMarket(
                Arrays.stream(Sort.values())
                        .collect(Collectors.toMap(
                                Function.identity(),
                                sort -> models.stream().sorted(sort.order()).toList())),
                providers.stream().sorted(LARGEST_FIRST).toList());
    }
}

package dev.morlens.market.offer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which models, and in which order.
 *
 * @param tag one that a model must have, in any case
 * @param type what it must be for, as its tags tell
 * @param text that its name, a tag or its id must contain, in any case
 */
public record ModelFilter(
        Optional<String> tag, Optional<ModelType> type, Optional<String> text, ModelState state, Sort sort) {

    /** Which models, bids or providers to list. */
    public enum ModelState {
        ACTIVE,
        DELETED,
        ALL;

        boolean includes(boolean deleted) {
            return this == ALL || (this == DELETED) == deleted;
        }
    }

    /** What comes first. */
    public enum Sort {
        PROVIDERS(Comparator.comparingLong(ModelOffer::providers).reversed()),
        SESSIONS(Comparator.comparingLong(ModelOffer::sessions).reversed()),
        /** Models without a bid come last. */
        PRICE(Comparator.comparing(
                offer -> offer.cheapest().orElse(null), Comparator.nullsLast(Comparator.naturalOrder()))),
        NAME(Comparator.comparing(offer -> offer.model().name().toLowerCase(Locale.ROOT)));

        private final Comparator<ModelOffer> order;

        Sort(Comparator<ModelOffer> order) {
            this.order = order.thenComparing(offer -> offer.model().id().toString());
        }

        Comparator<ModelOffer> order() {
            return order;
        }
    }

    public List<ModelOffer> of(Market market) {
        return ordered(market).stream().filter(this::matches).toList();
    }

    /** All models, those that do not match too. */
    List<ModelOffer> ordered(Market market) {
        return market.orders().models().get(sort);
    }

    boolean matches(ModelOffer offer) {
        return state.includes(offer.model().deleted())
                && type.map(asked -> offer.type() == asked).orElse(true)
                && tag.map(asked -> offer.words().tags().contains(asked.strip().toLowerCase(Locale.ROOT)))
                        .orElse(true)
                && text.map(asked -> offer.words().all().contains(asked.toLowerCase(Locale.ROOT)))
                        .orElse(true);
    }
}

package dev.morlens.web;

import dev.morlens.api.Shown;
import dev.morlens.market.ModelOffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A model in a list.
 *
 * @param price the lowest a second, in MOR; empty without a bid
 */
public record ModelLine(
        Id id,
        String name,
        List<String> tags,
        String price,
        long bids,
        long providers,
        long sessions,
        boolean deleted) {

    private static final int LONGEST = 80;

    /** Of a list: a page has fifty models, and anybody can write thirty tags to each. */
    private static final int MOST_TAGS = 6;

    static ModelLine of(ModelOffer offer) {
        String name = Shown.bounded(offer.model().name(), LONGEST);
        return new ModelLine(
                Id.of(offer.model().id()),
                name.isBlank() ? "(no name)" : name,
                offer.model().tags().stream()
                        .limit(MOST_TAGS)
                        .map(tag -> Shown.bounded(tag, LONGEST / 2))
                        .toList(),
                offer.cheapest().map(price -> Mor.of(price).exact()).orElse(""),
                offer.active(),
                offer.providers(),
                offer.sessions(),
                offer.model().deleted());
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

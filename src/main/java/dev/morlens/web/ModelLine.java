package dev.morlens.web;

import dev.morlens.api.Shown;
import dev.morlens.market.ModelOffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A model in a list.
 *
 * @param moreTags how many are not shown
 * @param choosable whether a quote can choose one of its bids
 * @param price the lowest a second, in MOR; empty without a bid
 */
public record ModelLine(
        Id id,
        String name,
        List<Tag> tags,
        long moreTags,
        String price,
        long bids,
        long providers,
        long sessions,
        boolean choosable,
        boolean deleted)
        implements ModelNamed {

    private static final int LONGEST = 80;

    /** Of a list: a page has fifty models, and anybody can write thirty tags to each. */
    private static final int MOST_TAGS = 6;

    /** Of one model. */
    private static final int ALL_TAGS = 32;

    /** @param query what finds the models that have it */
    public record Tag(String text, String query) {}

    static ModelLine of(ModelOffer offer, Ids ids) {
        return of(offer, MOST_TAGS, ids);
    }

    static ModelLine withAllTags(ModelOffer offer, Ids ids) {
        return of(offer, ALL_TAGS, ids);
    }

    private static ModelLine of(ModelOffer offer, int mostTags, Ids ids) {
        List<String> tags =
                offer.model().tags().stream().filter(tag -> !tag.isBlank()).toList();
        return new ModelLine(
                ids.of(offer.model().id()),
                name(offer.model().name()),
                tags.stream()
                        .limit(mostTags)
                        .map(tag -> new Tag(Shown.bounded(tag, LONGEST / 2), "?tag=" + encoded(tag)))
                        .toList(),
                Math.max(0, offer.model().tagCount() - mostTags),
                offer.cheapest().map(price -> Mor.of(price).exact()).orElse(""),
                offer.active(),
                offer.providers(),
                offer.sessions(),
                offer.hasChoice(),
                offer.model().deleted());
    }

    @Override
    public Id modelId() {
        return id;
    }

    @Override
    public String shownName() {
        return name;
    }

    static String name(String written) {
        String name = Shown.bounded(written, LONGEST);
        return name.isBlank() ? "(no name)" : name;
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

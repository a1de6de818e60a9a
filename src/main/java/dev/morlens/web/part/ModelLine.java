package dev.morlens.web.part;

import dev.morlens.http.SafeText;
import dev.morlens.market.offer.ModelOffer;
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
        IdText id,
        String name,
        List<Tag> tags,
        long moreTags,
        String price,
        long bids,
        long providers,
        long sessions,
        boolean choosable,
        boolean deleted)
        implements ShownModelName {

    private static final int LONGEST = 80;

    /** Of a list: a page has fifty models, and anybody can write thirty tags to each. */
    private static final int MOST_TAGS = 6;

    /** Of one model. */
    private static final int ALL_TAGS = 32;

    /** @param query what finds the models that have it */
    public record Tag(String text, String query) {}

    public static ModelLine of(ModelOffer offer, IdShortener idShortener) {
        return of(offer, MOST_TAGS, idShortener);
    }

    public static ModelLine withAllTags(ModelOffer offer, IdShortener idShortener) {
        return of(offer, ALL_TAGS, idShortener);
    }

    private static ModelLine of(ModelOffer offer, int mostTags, IdShortener idShortener) {
        List<String> tags =
                offer.model().tags().stream().filter(tag -> !tag.isBlank()).toList();
        return new ModelLine(
                idShortener.of(offer.model().id()),
                name(offer.model().name()),
                tags.stream()
                        .limit(mostTags)
                        .map(tag -> new Tag(SafeText.bounded(tag, LONGEST / 2), "?tag=" + encoded(tag)))
                        .toList(),
                Math.max(0, offer.model().tagCount() - mostTags),
                offer.cheapest().map(price -> MorText.of(price).exact()).orElse(""),
                offer.active(),
                offer.providers(),
                offer.sessions(),
                offer.hasChoice(),
                offer.model().deleted());
    }

    @Override
    public IdText modelId() {
        return id;
    }

    @Override
    public String shownName() {
        return name;
    }

    public static String name(String written) {
        String name = SafeText.bounded(written, LONGEST);
        return name.isBlank() ? "(no name)" : name;
    }

    public static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

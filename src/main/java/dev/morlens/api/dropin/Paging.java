package dev.morlens.api.dropin;

import dev.morlens.http.BadParameterException;
import dev.morlens.http.Params;
import dev.morlens.http.SafeText;
import dev.morlens.store.criteria.Counted;
import dev.morlens.store.criteria.OffsetPage;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which part of a list: {@code offset}, {@code limit} and {@code order}.
 *
 * @param limit empty for all
 */
record Paging(long offset, Optional<Integer> limit, boolean oldestFirst) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    /** The node's default. */
    private static final int USUAL = 10;

    /** The node counts in a byte. */
    private static final int MOST = 255;

    /** Of sessions and bids: ten unless said otherwise. */
    static Paging of(String offset, String limit, String order) {
        return new Paging(
                number("offset", offset, Integer.MAX_VALUE).orElse(0),
                Optional.of(number("limit", limit, MOST).orElse(USUAL)),
                isAscending(order));
    }

    /** Of models and providers: all unless said otherwise, and 0 says so too. */
    static Paging ofAll(String offset, String limit, String order) {
        Optional<Integer> most = number("limit", limit, MOST).filter(some -> some > 0);
        return new Paging(number("offset", offset, Integer.MAX_VALUE).orElse(0), most, isAscending(order));
    }

    OffsetPage span() {
        return new OffsetPage(offset, limit.orElse(Integer.MAX_VALUE), oldestFirst);
    }

    /** @param oldest the whole list, the oldest first */
    <T> Counted<T> of(List<T> oldest) {
        List<T> ordered = oldestFirst ? oldest : oldest.reversed();
        return new Counted<>(
                oldest.size(),
                ordered.stream()
                        .skip(offset)
                        .limit(limit.orElse(Integer.MAX_VALUE))
                        .toList());
    }

    private static boolean isAscending(String order) {
        return Params.oneOf(
                        "order",
                        order == null ? null : order.toLowerCase(Locale.ROOT),
                        List.of(true, false),
                        ascending -> ascending ? "asc" : "desc")
                .orElse(false);
    }

    private static Optional<Integer> number(String field, String text, int most) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > most) {
            throw new BadParameterException(
                    field,
                    "expected a whole number from 0 to " + Math.min(most, 999_999_999) + ", got '"
                            + SafeText.bounded(text, 40) + "'");
        }
        return Optional.of(Integer.parseInt(text));
    }
}

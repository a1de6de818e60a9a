package dev.morlens.web.part;

import java.util.List;
import java.util.Optional;

/**
 * A list that goes on.
 *
 * @param next where the next part is
 */
public record ListPage<T>(
        String network,
        IdText address,
        List<T> items,
        Optional<String> next,
        Optional<PastLine> past,
        AsOfLine asOf,
        Explorer explorer) {

    public String query() {
        return PastLine.suffix(past);
    }
}

package dev.morlens.web;

import java.util.List;
import java.util.Optional;

/**
 * A list that goes on.
 *
 * @param next where the next part is
 */
record ListPage<T>(
        String network,
        Id address,
        List<T> items,
        Optional<String> next,
        Optional<PastLine> past,
        AsOfLine asOf,
        Explorer explorer) {

    public String query() {
        return PastLine.suffix(past);
    }
}

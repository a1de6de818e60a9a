package dev.morlens.web;

import dev.morlens.position.Moment;
import java.util.Optional;

/**
 * That a page is about the past.
 *
 * @param query what its links carry on: {@code block=…} or {@code at=…}
 */
public record PastLine(String query) {

    static Optional<PastLine> of(Moment moment) {
        return switch (moment) {
            case Moment.Now now -> Optional.empty();
            case Moment.Block(var number) -> Optional.of(new PastLine("block=" + number));
            case Moment.Time(var at) -> Optional.of(new PastLine("at=" + at));
        };
    }

    /** What is put behind the path of a link. */
    static String suffix(Optional<PastLine> past) {
        return past.map(line -> "?" + line.query()).orElse("");
    }

    /** The same where the link has a cursor already. */
    static String more(Optional<PastLine> past) {
        return past.map(line -> "&" + line.query()).orElse("");
    }
}

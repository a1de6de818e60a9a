package dev.morlens.web.part;

import dev.morlens.position.time.AsOfTime;
import java.util.Optional;

/**
 * That a page is about the past.
 *
 * @param query what its links carry on: {@code block=…} or {@code at=…}
 */
public record PastLine(String query) {

    public static Optional<PastLine> of(AsOfTime asOfTime) {
        return switch (asOfTime) {
            case AsOfTime.Now now -> Optional.empty();
            case AsOfTime.Block(var number) -> Optional.of(new PastLine("block=" + number));
            case AsOfTime.Time(var at) -> Optional.of(new PastLine("at=" + at));
        };
    }

    /** What is put behind the path of a link. */
    public static String suffix(Optional<PastLine> past) {
        return past.map(line -> "?" + line.query()).orElse("");
    }

    /** The same where the link has a cursor already. */
    public static String more(Optional<PastLine> past) {
        return past.map(line -> "&" + line.query()).orElse("");
    }
}

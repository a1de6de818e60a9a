package dev.morlens.web;

import dev.morlens.position.AsOf;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The line that says of which block a page is. How long ago that was is for scripts to say: a page outlives it.
 *
 * @param written when, by this server's clock: the visitor's may be wrong
 */
public record AsOfLine(long number, String hash, When time, String finality, boolean stale, String written) {

    static AsOfLine of(AsOf asOf) {
        return new AsOfLine(
                asOf.block().number(),
                asOf.block().hash().toString(),
                When.of(asOf.now(), asOf.now()),
                asOf.finality().name().toLowerCase(Locale.ROOT),
                asOf.stale(),
                Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** As a browser's field for a time has it. */
    public String field() {
        return time.iso().replace("Z", "");
    }
}

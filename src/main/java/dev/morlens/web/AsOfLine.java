package dev.morlens.web;

import dev.morlens.position.AsOf;
import java.time.Instant;
import java.util.Locale;

/**
 * The line that says of which block a page is.
 *
 * @param age since the block's time, by our clock
 */
public record AsOfLine(long number, String hash, When time, String finality, boolean stale, String age) {

    static AsOfLine of(AsOf asOf) {
        return new AsOfLine(
                asOf.block().number(),
                asOf.block().hash().toString(),
                When.of(asOf.now(), asOf.now()),
                asOf.finality().name().toLowerCase(Locale.ROOT),
                asOf.stale(),
                When.of(asOf.now(), Instant.now()).distance());
    }

    /** As a browser's field for a time has it. */
    public String field() {
        return time.iso().replace("Z", "");
    }
}

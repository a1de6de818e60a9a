package dev.morlens.web;

import dev.morlens.position.AsOf;
import java.util.Locale;

/** The line that says of which block a page is. How long ago that was is for scripts to say: a page outlives it. */
public record AsOfLine(long number, String hash, When time, String finality, boolean stale) {

    static AsOfLine of(AsOf asOf) {
        return new AsOfLine(
                asOf.block().number(),
                asOf.block().hash().toString(),
                When.of(asOf.now(), asOf.now()),
                asOf.finality().name().toLowerCase(Locale.ROOT),
                asOf.stale());
    }

    /** As a browser's field for a time has it. */
    public String field() {
        return time.iso().replace("Z", "");
    }
}

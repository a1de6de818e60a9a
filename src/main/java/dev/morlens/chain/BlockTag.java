package dev.morlens.chain;

import java.util.Locale;

/** A block by its standing. */
public enum BlockTag {
    LATEST,
    SAFE,
    FINALIZED;

    /** As JSON-RPC writes it. */
    public String json() {
        return name().toLowerCase(Locale.ROOT);
    }
}

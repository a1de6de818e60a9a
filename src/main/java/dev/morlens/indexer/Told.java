package dev.morlens.indexer;

import dev.morlens.chain.value.RawLog;
import java.util.ArrayList;
import java.util.List;

/**
 * What endpoints told of some blocks.
 *
 * @param logs by any of them
 * @param agreed whether two of them at least told the same
 */
record Told(List<RawLog> logs, boolean agreed) {

    static final Told NOTHING = new Told(List.of(), true);

    /** Of blocks that follow each other. */
    Told and(Told next) {
        List<RawLog> all = new ArrayList<>(logs);
        all.addAll(next.logs());
        return new Told(all, agreed && next.agreed());
    }
}

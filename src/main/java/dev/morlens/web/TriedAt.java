package dev.morlens.web;

import dev.morlens.preview.DryRun;
import java.util.Optional;

/** At which block something was tried; how long ago that is, is for scripts to say. */
record TriedAt(String block, String iso, String text) {

    static Optional<TriedAt> of(DryRun run) {
        return run.block()
                .map(block -> new TriedAt(
                        String.valueOf(block.number()), block.time().toString(), When.toTheSecond(block.time())));
    }
}

package dev.morlens.web.part;

import dev.morlens.preview.action.DryRun;
import java.util.Optional;

/** At which block something was tried; how long ago that is, is for scripts to say. */
public record TriedAt(String block, String iso, String text) {

    public static Optional<TriedAt> of(DryRun run) {
        return run.block()
                .map(block -> new TriedAt(
                        String.valueOf(block.number()), block.time().toString(), TimeText.toTheSecond(block.time())));
    }
}

package dev.morlens.api.answer;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.preview.action.DryRun;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What transactions would come to, tried on a node without sending them. */
@Schema(name = "DryRun")
public record DryRunView(
        @Schema(description = "Whether the contract would take all that were tried")
        boolean ok,

        @Schema(description = "Of the one that failed: the contract's error")
        Optional<String> error,

        @Schema(description = "What that means") Optional<String> reason,

        @Schema(description = "How many calls were tried, one after the other, the one that failed included")
        int calls,

        @Schema(description = "Why those were not all") Optional<String> note,

        @Schema(
                description =
                        "The time of the block in which the first of them was tried: the newest block's, or that of a"
                                + " simulated block after it, which has to be a second later at least")
        Optional<Instant> computedFor,

        @Schema(
                description =
                        "The block in whose state they were tried: of the last minute, and later than the last one that touched"
                                + " the address")
        Optional<Long> blockNumber) {

    public static DryRunView of(DryRun run) {
        return new DryRunView(
                run.ok(),
                run.error(),
                run.reason(),
                run.calls(),
                run.note(),
                run.second(),
                run.block().map(BlockRef::number));
    }
}

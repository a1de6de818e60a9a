package dev.morlens.api;

import dev.morlens.chain.value.Hash;
import dev.morlens.position.AsOf;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The block that an answer is of. */
@Schema(description = "The block that this answer is of; its timestamp is the answer's \"now\"")
public record AsOfView(
        long blockNumber,
        Hash blockHash,
        Instant timestamp,

        @Schema(enumeration = {"latest", "safe", "finalized"})
        String finality,

        @Schema(enumeration = {"index"}) String source,

        @Schema(description = "Node or database cannot be reached, so the chain may have gone on unseen")
        boolean stale) {

    static AsOfView of(AsOf asOf) {
        return new AsOfView(
                asOf.block().number(),
                asOf.block().hash(),
                asOf.now(),
                Params.name(asOf.finality()),
                "index",
                asOf.stale());
    }
}

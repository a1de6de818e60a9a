package dev.morlens.api.answer;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Hash;
import dev.morlens.http.Params;
import dev.morlens.ledger.entry.Bucket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The block that an answer is of. */
@Schema(description = "The block that this answer is of; its timestamp is the answer's \"now\"")
public record AsOfView(
        long blockNumber,
        Hash blockHash,
        Instant timestamp,

        @Schema(enumeration = {"latest", "safe", "finalized"})
        String finality,

        @Schema(
                enumeration = {"index", "live"},
                description = "The accounts kept from the chain's logs, or views of a node at that block")
        String source,

        @Schema(
                description =
                        "The chain has gone on unseen, or may have: the index is behind it, its node or the database cannot be reached,"
                                + " no newer block came when one should have, or nodes left something out, so that the sums of"
                                + " all accounts differ from the chain's; /status says which. What is locked, claimable"
                                + " or overdue is said as of this block, which may be over")
        boolean stale,

        @Schema(
                description =
                        "Buckets that a live answer could not determine, or of which it could not what brings them"
                                + " back; absent if it lacks nothing")
        Optional<List<String>> incomplete) {

    public static AsOfView of(AsOf asOf) {
        return new AsOfView(
                asOf.block().number(),
                asOf.block().hash(),
                asOf.now(),
                Params.name(asOf.finality()),
                Params.name(asOf.source()),
                asOf.stale(),
                Optional.of(asOf.incomplete().stream()
                                .sorted()
                                .map(Bucket::json)
                                .toList())
                        .filter(buckets -> !buckets.isEmpty()));
    }
}

package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.store.IndexStatus;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What comparing addresses with the chain came to; the newest audit of each counts. */
public record AuditsView(
        @Schema(description = "Addresses whose newest audit agreed")
        long agreed,

        @Schema(description = "Addresses whose newest audit differed")
        long differed,

        Optional<Long> lastBlockNumber,
        @Schema(description = "Some of those that differed") List<Mismatch> mismatches) {

    @Schema(description = "An address of which the chain said something else, with both figures in words")
    public record Mismatch(Address address, long blockNumber, String differences) {}

    static AuditsView of(IndexStatus.Audits audits) {
        return new AuditsView(
                audits.agreed(),
                audits.differed(),
                audits.lastBlock().stream().boxed().findFirst(),
                audits.mismatches().stream()
                        .map(one -> new Mismatch(one.address(), one.block(), Shown.bounded(one.differences(), 500)))
                        .toList());
    }
}

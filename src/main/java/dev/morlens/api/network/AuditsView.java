package dev.morlens.api.network;

import dev.morlens.chain.value.Address;
import dev.morlens.http.SafeText;
import dev.morlens.store.feed.IndexStatus;
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
        @Schema(description = "Some of those that differed") List<MismatchView> mismatches,

        @Schema(description = "Of comparing all addresses with MOR in the contract; absent before the first of them")
        Optional<AuditPaceView> pace) {

    @Schema(
            name = "Mismatch",
            description = "An address of which the chain said something else, with both figures in words")
    public record MismatchView(Address address, long blockNumber, String differences) {}

    @Schema(name = "AuditPace")
    public record AuditPaceView(
            @Schema(description = "With MOR in the contract")
            long addresses,

            @Schema(description = "Calls of the node that once round takes, each member of a batch counted")
            long calls,

            @Schema(description = "How long once round takes")
            long seconds) {

        /** In words for people. */
        public String time() {
            long minutes = Math.max(1, Math.ceilDiv(seconds, 60));
            long hours = Math.ceilDiv(minutes, 60);
            return hours > 48 ? hours / 24 + " days" : minutes > 120 ? hours + " h" : minutes + " min";
        }
    }

    static AuditsView of(IndexStatus.Audits audits) {
        return new AuditsView(
                audits.agreed(),
                audits.differed(),
                audits.lastBlock().stream().boxed().findFirst(),
                audits.mismatches().stream()
                        .map(one ->
                                new MismatchView(one.address(), one.block(), SafeText.bounded(one.differences(), 500)))
                        .toList(),
                audits.pace()
                        .map(pace -> new AuditPaceView(
                                pace.addresses(), pace.calls(), pace.takes().toSeconds())));
    }
}

package dev.morlens.api.address;

import dev.morlens.api.answer.AsOfView;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.market.contract.ContractFacts;
import dev.morlens.position.cache.Position;
import dev.morlens.protocol.KnownContract;
import dev.morlens.protocol.Network;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Where an address's MOR is. */
@Schema(description = "Where an address's MOR is; zeros for one that never held any")
public record AddressView(
        String network,
        long chainId,
        Address address,
        AsOfView asOf,

        @Schema(description = "The sum of the buckets' amounts; absent if asOf.incomplete names one")
        Optional<Wei> total,

        BucketsView buckets,

        @Schema(description = "What the contract may take of the wallet; only in live answers")
        Optional<Wei> allowance,

        Optional<SeenView> firstSeen,
        Optional<SeenView> lastActivity,

        @Schema(description = "Absent in answers about the past")
        Optional<VerificationView> verification,

        @Schema(description = "Absent of an address of which nothing such is known: it may be a contract all the same")
        Optional<ContractView> contract) {

    @Schema(name = "Seen")
    public record SeenView(long blockNumber, Instant timestamp) {

        static SeenView of(BlockRef block) {
            return new SeenView(block.number(), block.time());
        }
    }

    @Schema(
            name = "Verification",
            description = "Whether the figures were compared with the contracts' own views and storage")
    public record VerificationView(
            @Schema(
                    enumeration = {"verified", "mismatch", "unchecked"},
                    description = "verified: compared at that block, and nothing of this address has changed since")
            String status,

            Optional<Long> blockNumber) {

        static VerificationView of(dev.morlens.store.feed.Verification verification) {
            return new VerificationView(
                    Params.name(verification.status()),
                    verification.block().stream().boxed().findFirst());
        }
    }

    public static AddressView of(Network network, Position position, Optional<ContractFacts> contract) {
        return of(
                network,
                position,
                Optional.of(VerificationView.of(position.accounts().verification())),
                contract.map(ContractView::of));
    }

    static AddressView past(Network network, Position position, Optional<KnownContract> contract) {
        return of(network, position, Optional.empty(), contract.map(ContractView::past));
    }

    private static AddressView of(
            Network network,
            Position position,
            Optional<VerificationView> verification,
            Optional<ContractView> contract) {
        return new AddressView(
                network.name(),
                network.chainId(),
                position.address(),
                AsOfView.of(position.asOf()),
                Optional.of(position.total())
                        .filter(sum -> position.asOf().incomplete().isEmpty()),
                BucketsView.of(position),
                position.allowance(),
                position.accounts().firstSeen().map(SeenView::of),
                position.accounts().lastActivity().map(SeenView::of),
                verification,
                contract);
    }
}

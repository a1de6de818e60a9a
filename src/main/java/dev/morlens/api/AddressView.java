package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.market.ContractFacts;
import dev.morlens.position.Position;
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

        Optional<Seen> firstSeen,
        Optional<Seen> lastActivity,

        @Schema(description = "Absent in answers about the past")
        Optional<Verification> verification,

        @Schema(description = "Absent of an address of which nothing such is known: it may be a contract all the same")
        Optional<ContractView> contract) {

    public record Seen(long blockNumber, Instant timestamp) {

        static Seen of(BlockRef block) {
            return new Seen(block.number(), block.time());
        }
    }

    @Schema(description = "Whether the figures were compared with the contracts' own views and storage")
    public record Verification(
            @Schema(
                    enumeration = {"verified", "mismatch", "unchecked"},
                    description = "verified: compared at that block, and nothing of this address has changed since")
            String status,

            Optional<Long> blockNumber) {

        static Verification of(dev.morlens.store.Verification verification) {
            return new Verification(
                    Params.name(verification.status()),
                    verification.block().stream().boxed().findFirst());
        }
    }

    static AddressView of(Network network, Position position, Optional<ContractFacts> contract) {
        return of(
                network,
                position,
                Optional.of(Verification.of(position.accounts().verification())),
                contract.map(ContractView::of));
    }

    static AddressView past(Network network, Position position, Optional<KnownContract> contract) {
        return of(network, position, Optional.empty(), contract.map(ContractView::past));
    }

    private static AddressView of(
            Network network, Position position, Optional<Verification> verification, Optional<ContractView> contract) {
        return new AddressView(
                network.name(),
                network.chainId(),
                position.address(),
                AsOfView.of(position.asOf()),
                Optional.of(position.total())
                        .filter(sum -> position.asOf().incomplete().isEmpty()),
                BucketsView.of(position),
                position.allowance(),
                position.accounts().firstSeen().map(Seen::of),
                position.accounts().lastActivity().map(Seen::of),
                verification,
                contract);
    }
}

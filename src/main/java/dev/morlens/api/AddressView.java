package dev.morlens.api;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.position.Position;
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

        @Schema(description = "The sum of the buckets' amounts")
        Wei total,

        BucketsView buckets,
        Optional<Seen> firstSeen,
        Optional<Seen> lastActivity,
        Verification verification) {

    public record Seen(long blockNumber, Instant timestamp) {

        static Seen of(BlockRef block) {
            return new Seen(block.number(), block.time());
        }
    }

    @Schema(description = "Whether the figures were compared with the contract's own storage")
    public record Verification(
            @Schema(enumeration = {"unchecked"}) String status) {}

    static AddressView of(Network network, Position position) {
        return new AddressView(
                network.name(),
                network.chainId(),
                position.address(),
                AsOfView.of(position.asOf()),
                position.total(),
                BucketsView.of(position),
                position.accounts().firstSeen().map(Seen::of),
                position.accounts().lastActivity().map(Seen::of),
                new Verification("unchecked"));
    }
}

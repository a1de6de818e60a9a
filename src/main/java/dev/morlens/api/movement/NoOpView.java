package dev.morlens.api.movement;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.position.list.NoOpMovement;
import dev.morlens.store.read.NoOpTransfer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A transfer that moved nothing. */
@Schema(
        description =
                "A transfer of the token that moved nothing: of 0, or from an address to itself. No movement tells of it")
public record NoOpView(
        long blockNumber,
        int logIndex,
        Hash txHash,
        Instant timestamp,
        Address from,
        Address to,

        @Schema(description = "0 unless both sides are the same address")
        Wei amount,

        @Schema(
                description =
                        "Whether the contract logged something in the same transaction, so that this can be a part of an"
                                + " action such as a close that returns nothing. Otherwise anybody can have caused a transfer of"
                                + " 0: it takes no permission of the sender's")
        boolean byContract,

        @Schema(
                description =
                        "Addresses that the other side can be taken for, as with a movement. Absent if there is none,"
                                + " and in a transaction's answer")
        Optional<List<Address>> looksLike) {

    static NoOpView of(NoOpMovement noOpMovement) {
        return of(noOpMovement.transfer(), Optional.of(noOpMovement.looksLike()).filter(some -> !some.isEmpty()));
    }

    /** As a part of its transaction. */
    public static NoOpView of(NoOpTransfer transfer) {
        return of(transfer, Optional.empty());
    }

    private static NoOpView of(NoOpTransfer transfer, Optional<List<Address>> looksLike) {
        return new NoOpView(
                transfer.at().block().number(),
                transfer.at().logIndex(),
                transfer.at().txHash(),
                transfer.at().block().time(),
                transfer.from(),
                transfer.to(),
                transfer.amount(),
                transfer.byContract(),
                looksLike);
    }
}

package dev.morlens.api.address;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.http.Params;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.position.list.SessionAt;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A row on hold. */
public record HoldView(
        SessionId sessionId,
        Address user,
        Wei amount,
        Instant createdAt,
        Hash createdTx,
        Instant releaseAt,

        @Schema(enumeration = {"locked", "claimable", "withdrawn"})
        String state,

        Optional<Hash> withdrawnTx,
        Optional<Instant> withdrawnAt) {

    public static HoldView of(HoldRow row, Instant now) {
        return new HoldView(
                row.session(),
                row.user(),
                row.amount(),
                row.created().block().time(),
                row.created().txHash(),
                row.releaseAt(),
                Params.name(SessionAt.stateOf(row, now)),
                row.withdrawn().map(Posting::txHash),
                row.withdrawn().map(claim -> claim.block().time()));
    }
}

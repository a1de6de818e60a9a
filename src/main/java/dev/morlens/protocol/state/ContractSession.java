package dev.morlens.protocol.state;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A session as {@code getSession} tells it (docs/protocol.md, P55).
 *
 * @param user {@code 0x0} if there is no such session
 * @param stake in wei
 * @param closeoutType 1 if the receipt was not signed by the provider (disputed), else 0
 * @param providerWithdrawn what the provider has been paid of this session, in wei
 * @param closedAt empty while it is open, overdue included
 */
public record ContractSession(
        SessionId id,
        Address user,
        Hash bidId,
        Wei stake,
        int closeoutType,
        Wei providerWithdrawn,
        Instant openedAt,
        Instant endsAt,
        Optional<Instant> closedAt,
        boolean directPayment) {

    public boolean exists() {
        return !user.equals(Address.ZERO);
    }
}

package dev.morlens.protocol.event;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.Optional;

/**
 * What the events of a session leave out, as {@code getSession} and {@code getBid} tell it (docs/protocol.md, P4). It
 * belongs to one opening: accept it only if {@code openedAt} is the time of that opening's block (P9).
 *
 * @param pricePerSecond of its bid, in wei
 * @param stake in wei
 * @param endsAt when it expires by itself; nothing closes it then
 * @param directPayment the user pays the provider out of the stake
 * @param closeout if the contract says that it is closed
 */
public record SessionFacts(
        SessionId id,
        Address user,
        Address provider,
        Hash modelId,
        Hash bidId,
        Wei pricePerSecond,
        Wei stake,
        boolean directPayment,
        Instant openedAt,
        Instant endsAt,
        Optional<Closeout> closeout) {

    /**
     * How it was closed.
     *
     * @param type 1 if the receipt was not signed by the provider (disputed), else 0
     */
    public record Closeout(Instant closedAt, int type) {}

    public SessionFacts closedAs(Closeout known) {
        return new SessionFacts(
                id,
                user,
                provider,
                modelId,
                bidId,
                pricePerSecond,
                stake,
                directPayment,
                openedAt,
                endsAt,
                Optional.of(known));
    }
}

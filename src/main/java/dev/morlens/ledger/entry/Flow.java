package dev.morlens.ledger.entry;

import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.LogPosition;
import dev.morlens.chain.value.Wei;
import dev.morlens.protocol.event.SessionId;
import java.util.Optional;

/**
 * An amount that went from one account to another: the line that a movement list shows.
 *
 * @param block the block it happened in
 * @param logIndex of the event that explains it, in that block
 * @param seq its number among the flows of that event, from 0
 * @param from the account it left; never the same as {@code to}
 * @param amount in wei, above 0
 * @param fromAfter the balance of {@code from} after it
 * @param toAfter the balance of {@code to} after it
 * @param session the session it belongs to, if any
 */
public record Flow(
        BlockRef block,
        int logIndex,
        int seq,
        Hash txHash,
        FlowKind kind,
        Account from,
        Account to,
        Wei amount,
        Wei fromAfter,
        Wei toAfter,
        Optional<SessionId> session) {

    public LogPosition position() {
        return new LogPosition(block.number(), logIndex);
    }
}

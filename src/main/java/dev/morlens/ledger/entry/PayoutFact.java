package dev.morlens.ledger.entry;

import dev.morlens.chain.value.LogPosition;
import dev.morlens.protocol.event.SessionId;
import java.util.Optional;

/**
 * What an outflow that no event explains was found to be.
 *
 * @param at the transfer
 * @param session the session whose provider claimed; empty if it was no claim
 * @param certain whether logs or views said so; if not, another session that owes the same may have been claimed for first
 */
public record PayoutFact(LogPosition at, Optional<SessionId> session, boolean certain) {}

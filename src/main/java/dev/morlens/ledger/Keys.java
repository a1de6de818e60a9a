package dev.morlens.ledger;

import dev.morlens.chain.value.Address;
import dev.morlens.protocol.event.SessionId;
import java.util.Set;

/**
 * What {@link Books} must hold before a batch can be posted.
 *
 * @param balances every bucket of these addresses
 * @param sessions these sessions
 * @param holders the rows still on hold of these users
 * @param creditors the sessions that still owe something to these providers
 * @param grants the unreleased day buckets of these grants, and whether they exist
 */
public record Keys(
        Set<Address> balances,
        Set<SessionId> sessions,
        Set<Address> holders,
        Set<Address> creditors,
        Set<Grant> grants) {}

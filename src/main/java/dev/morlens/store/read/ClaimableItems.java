package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import java.util.List;

/**
 * What an address could ask back besides its own sessions and holds.
 *
 * @param owing sessions that are closed or past their end and owe it as their provider, the largest debts first
 * @param grants what it has in others' pools
 * @param models its models that hold stake
 */
public record ClaimableItems(List<Session> owing, List<ClaimableGrant> grants, List<ModelStake> models) {

    public static final ClaimableItems NONE = new ClaimableItems(List.of(), List.of(), List.of());

    /** A funder's grant, in wei: what is still its own, and what of it waits in the queue. */
    public record ClaimableGrant(Address hot, Wei principal, Wei pending) {}

    /** @param stake in wei */
    public record ModelStake(Hash model, Wei stake) {}
}

package dev.morlens.store.check;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.protocol.state.StoredHold;
import java.util.List;
import java.util.Map;

/**
 * What the index claims of an address, in the form in which the chain can be asked for it.
 *
 * @param balances the buckets that are not 0, in wei
 * @param holds its rows on hold, in the order of the contract's array
 * @param openSessions its own sessions, staked from its wallet, that are not closed
 * @param sessions how many it ever opened, whoever paid the stake
 * @param paid by session what it has collected as a provider, in wei: of all that owe it something, bounded, and of some others
 */
public record AuditedFigures(
        Address address,
        Map<Bucket, Wei> balances,
        List<StoredHold> holds,
        List<SessionId> openSessions,
        long sessions,
        Map<SessionId, Wei> paid) {

    public Wei balance(Bucket bucket) {
        return balances.getOrDefault(bucket, Wei.ZERO);
    }
}

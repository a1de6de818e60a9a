package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.feed.Verification;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An address's accounts, in a form that no passing of time changes: what is locked or overdue is for the reader to say.
 *
 * @param balances the buckets that are not 0, in wei
 * @param openSessions the address's own open sessions staked from its wallet, grouped by their end, soonest first
 * @param holds its rows on hold, grouped by release, soonest first
 * @param modelCount models it owns that hold stake
 * @param poolPending queued withdrawals in its {@code STAKING_POOL} bucket, in wei
 */
public record AddressAccounts(
        Address address,
        Map<Bucket, Wei> balances,
        List<DatedAmount> openSessions,
        List<DatedAmount> holds,
        int modelCount,
        Wei poolPending,
        Optional<BlockRef> firstSeen,
        Optional<BlockRef> lastActivity,
        Verification verification) {

    /** Accounts that were not compared with the chain. */
    public AddressAccounts(
            Address address,
            Map<Bucket, Wei> balances,
            List<DatedAmount> openSessions,
            List<DatedAmount> holds,
            int modelCount,
            Wei poolPending,
            Optional<BlockRef> firstSeen,
            Optional<BlockRef> lastActivity) {
        this(
                address,
                balances,
                openSessions,
                holds,
                modelCount,
                poolPending,
                firstSeen,
                lastActivity,
                Verification.UNCHECKED);
    }

    /** What falls due at one time: a session's end, or a release. */
    public record DatedAmount(Instant at, Wei amount, int count) {}

    /** The same, whenever it was compared with the chain: compared again is no news if it agreed. */
    public AddressAccounts whenever() {
        return new AddressAccounts(
                address,
                balances,
                openSessions,
                holds,
                modelCount,
                poolPending,
                firstSeen,
                lastActivity,
                new Verification(verification.status(), OptionalLong.empty()));
    }

    public Wei balance(Bucket bucket) {
        return balances.getOrDefault(bucket, Wei.ZERO);
    }
}

package dev.morlens.position.live;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.position.cache.Position;
import dev.morlens.protocol.state.GrantState;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Gathers what a node says of an address, and what it could not say. */
final class LiveAccounts {

    private final Address address;
    private final Map<Bucket, Wei> balances = new EnumMap<>(Bucket.class);
    private final Set<Bucket> lacking = EnumSet.noneOf(Bucket.class);
    private List<DatedAmount> openSessions = List.of();
    private List<DatedAmount> holds = List.of();
    private int unread;
    private int models;
    private Wei pending = Wei.ZERO;
    private Optional<Wei> allowance = Optional.empty();

    LiveAccounts(Address address) {
        this.address = address;
    }

    Address address() {
        return address;
    }

    void has(Bucket bucket, Wei amount) {
        if (!amount.isZero()) {
            balances.merge(bucket, amount, Wei::plus);
        }
    }

    void lacks(Bucket bucket) {
        lacking.add(bucket);
    }

    void allowance(Wei amount) {
        allowance = Optional.of(amount);
    }

    void openSessions(List<DatedAmount> dues) {
        openSessions = grouped(dues);
        dues.forEach(datedAmount -> has(Bucket.ACTIVE_SESSION, datedAmount.amount()));
    }

    void holds(List<DatedAmount> dues) {
        holds = grouped(dues);
        dues.forEach(datedAmount -> has(Bucket.ON_HOLD, datedAmount.amount()));
    }

    /** So many rows are on hold, and what is in them was not read. */
    void unread(int rows) {
        unread = rows;
        lacks(Bucket.ON_HOLD);
    }

    /** How many rows on hold were counted, but not read. */
    int unread() {
        return unread;
    }

    /** Another one that has them. */
    LiveAccounts withHolds(List<DatedAmount> dues) {
        LiveAccounts whole = new LiveAccounts(address);
        whole.balances.putAll(balances);
        whole.lacking.addAll(lacking);
        whole.openSessions = openSessions;
        whole.models = models;
        whole.pending = pending;
        whole.allowance = allowance;
        whole.lacking.remove(Bucket.ON_HOLD);
        whole.holds(dues);
        return whole;
    }

    void models(List<Wei> stakes) {
        models = stakes.size();
        stakes.forEach(stake -> has(Bucket.MODEL_STAKE, stake));
    }

    void grant(GrantState grant) {
        has(Bucket.STAKING_POOL, grant.principal().plus(grant.pendingOwed()));
        pending = pending.plus(grant.pendingOwed());
    }

    Position at(BlockRef block, boolean stale, Verification verification) {
        AddressAccounts accounts = new AddressAccounts(
                address,
                Map.copyOf(balances),
                openSessions,
                holds,
                models,
                pending,
                Optional.empty(),
                Optional.empty(),
                verification);
        return Position.at(accounts, AsOf.live(block, stale, lacking), allowance);
    }

    /** By their time, soonest first. */
    private static List<DatedAmount> grouped(List<DatedAmount> dues) {
        Map<Instant, DatedAmount> byTime = new TreeMap<>();
        dues.forEach(datedAmount -> byTime.merge(
                datedAmount.at(),
                datedAmount,
                (one, other) ->
                        new DatedAmount(one.at(), one.amount().plus(other.amount()), one.count() + other.count())));
        return List.copyOf(byTime.values());
    }
}

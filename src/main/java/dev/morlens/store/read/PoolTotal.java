package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A hot wallet's pool as it stands: the sum of its grants' entries, which is what the contract's {@code getStakingPool}
 * and {@code getPoolStakesOnHold} say at that block (docs/protocol.md, P40). Amounts in wei.
 *
 * @param free neither staked nor held; queued withdrawals are paid of it
 * @param locked in sessions and day holds
 * @param days what is held until the ends of days, the earliest first; one that is over is freed by a call only
 * @param queue withdrawals in the order in which they are paid
 */
public record PoolTotal(Address hot, Wei free, Wei locked, List<PoolReleaseDay> days, List<Queued> queue) {

    /** @param amount of all funders, in wei */
    public record PoolReleaseDay(Instant releaseAt, Wei amount) {}

    /** @param amount in wei */
    public record Queued(Address funder, Wei amount) {}

    /** In wei. */
    public Wei pending() {
        return Wei.sum(queue.stream().map(Queued::amount).toList());
    }

    /** The days that are over, whose holds anybody may have freed. */
    public List<PoolReleaseDay> matured(Instant now) {
        return days.stream()
                .filter(poolReleaseDay -> !now.isBefore(poolReleaseDay.releaseAt()))
                .toList();
    }

    /** What can be freed now, in wei. */
    public Wei releasable(Instant now) {
        return sum(matured(now));
    }

    /** What waits for a day to end, in wei. */
    public Wei held(Instant now) {
        return sum(days).minus(releasable(now));
    }

    /** What is staked in sessions that are not closed, in wei. */
    public Wei staked() {
        return locked.minus(sum(days));
    }

    /** When the next of what is held can be freed. */
    public Optional<Instant> nextRelease(Instant now) {
        return days.stream()
                .map(PoolReleaseDay::releaseAt)
                .filter(now::isBefore)
                .findFirst();
    }

    /** What a new withdrawal would be paid at once of, in wei: what can be freed counts, what is queued comes first. */
    public Wei withdrawable(Instant now) {
        return free.plus(releasable(now)).minus(pending()).max(Wei.ZERO);
    }

    /** What is queued before a funder's own withdrawal, in wei; all of it if it has none. */
    public Wei before(Address funder) {
        return Wei.sum(queue.stream()
                .takeWhile(one -> !one.funder().equals(funder))
                .map(Queued::amount)
                .toList());
    }

    /** What a funder's queued withdrawal could be paid, were so much free; in wei. */
    public Wei payable(Address funder, Wei whenFree) {
        Wei own = Wei.sum(queue.stream()
                .filter(one -> one.funder().equals(funder))
                .map(Queued::amount)
                .toList());
        return whenFree.minus(before(funder)).max(Wei.ZERO).min(own);
    }

    private static Wei sum(List<PoolReleaseDay> some) {
        return Wei.sum(some.stream().map(PoolReleaseDay::amount).toList());
    }
}

package dev.morlens.position.cache;

import dev.morlens.ask.AsOf;
import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Where an address's MOR is at one block. What is overdue or claimable is read against the block's time.
 *
 * @param sessions its open sessions staked from its own wallet
 * @param holds its rows on hold
 * @param allowance what the Diamond may take of its wallet, in wei; only live answers know it
 */
public record Position(AddressAccounts accounts, AsOf asOf, Split sessions, Split holds, Optional<Wei> allowance) {

    /**
     * A bucket's amount, told apart by a time: the two parts add up to the whole.
     *
     * @param waiting running sessions, or locked rows
     * @param due overdue sessions, or claimable rows
     * @param next when the first of {@code waiting} falls due
     */
    public record Split(CountedAmount waiting, CountedAmount due, Optional<Instant> next) {

        public Wei amount() {
            return waiting.amount().plus(due.amount());
        }

        public int count() {
            return waiting.count() + due.count();
        }
    }

    /** @param amount in wei */
    public record CountedAmount(Wei amount, int count) {}

    /** Overdue from {@code endsAt} on, claimable from {@code releaseAt} on, as in the contract. */
    public static Position at(AddressAccounts accounts, AsOf asOf) {
        return at(accounts, asOf, Optional.empty());
    }

    public static Position at(AddressAccounts accounts, AsOf asOf, Optional<Wei> allowance) {
        return new Position(
                accounts,
                asOf,
                split(accounts.balance(Bucket.ACTIVE_SESSION), accounts.openSessions(), asOf.now()),
                split(accounts.balance(Bucket.ON_HOLD), accounts.holds(), asOf.now()),
                allowance);
    }

    /** The same accounts as they are judged at another time. */
    public Position supposing(Instant later) {
        return at(accounts, asOf.supposing(later), allowance);
    }

    public Address address() {
        return accounts.address();
    }

    public Wei balance(Bucket bucket) {
        return accounts.balance(bucket);
    }

    /** Whether a bucket is known; all are, but in some live answers. */
    public boolean knows(Bucket bucket) {
        return !asOf.incomplete().contains(bucket);
    }

    /** The sum of the address's buckets, in wei; of those that are known. */
    public Wei total() {
        return Wei.sum(Arrays.stream(Bucket.values())
                .filter(Bucket::owned)
                .map(accounts::balance)
                .toList());
    }

    /** When time alone changes what is said of it: the first end or release to come. */
    public Optional<Instant> changesAt() {
        return Stream.of(sessions.next(), holds.next())
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    private static Split split(Wei amount, List<DatedAmount> dues, Instant now) {
        CountedAmount due = part(dues, row -> !now.isBefore(row.at()));
        CountedAmount waiting = part(dues, row -> now.isBefore(row.at()));
        Optional<Instant> next =
                dues.stream().map(DatedAmount::at).filter(now::isBefore).min(Instant::compareTo);
        return new Split(new CountedAmount(amount.minus(due.amount()), waiting.count()), due, next);
    }

    private static CountedAmount part(List<DatedAmount> dues, Predicate<DatedAmount> which) {
        List<DatedAmount> chosen = dues.stream().filter(which).toList();
        return new CountedAmount(
                Wei.sum(chosen.stream().map(DatedAmount::amount).toList()),
                chosen.stream().mapToInt(DatedAmount::count).sum());
    }
}

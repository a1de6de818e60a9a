package dev.morlens.market.health;

import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Account;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.store.read.SpenderAllowance;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What providers were paid from lately, as far as its newest changes tell; the newest first.
 *
 * @param balances the account's MOR
 * @param allowances what the Diamond might take of it
 */
public record FundingHistory(List<Level> balances, List<Level> allowances) {

    static final FundingHistory UNKNOWN = new FundingHistory(List.of(), List.of());

    /** @param after what was there from then on, in wei */
    public record Level(Instant from, Wei after) {}

    /**
     * @param now what a node says
     * @param flows the account's, newest first
     * @param approvals of the Diamond, newest first; if the newest is not what holds now, not all of it was told by logs
     */
    static FundingHistory of(FundingAccount now, List<Flow> flows, List<SpenderAllowance> approvals) {
        Account wallet = new Account(now.account(), Bucket.WALLET);
        boolean told = approvals.stream()
                .findFirst()
                .filter(newest -> newest.allowance().equals(now.allowance()))
                .isPresent();
        return new FundingHistory(
                flows.stream()
                        .filter(flow -> flow.from().equals(wallet) || flow.to().equals(wallet))
                        .map(flow -> new Level(
                                flow.block().time(), flow.from().equals(wallet) ? flow.fromAfter() : flow.toAfter()))
                        .toList(),
                approvals.stream()
                        .filter(each -> told)
                        .map(each -> new Level(each.from(), each.allowance()))
                        .toList());
    }

    /** Since when the account has had less than that; empty if it has not, or if that began before what we know. */
    public Optional<Instant> balanceBelow(Wei amount) {
        return below(balances, amount);
    }

    /** Since when the Diamond might take less than that; empty as for the balance. */
    public Optional<Instant> allowanceBelow(Wei amount) {
        return below(allowances, amount);
    }

    private static Optional<Instant> below(List<Level> newestFirst, Wei amount) {
        Optional<Instant> since = Optional.empty();
        for (Level level : newestFirst) {
            if (level.after().compareTo(amount) >= 0) {
                return since;
            }
            since = Optional.of(level.from());
        }
        return Optional.empty();
    }
}

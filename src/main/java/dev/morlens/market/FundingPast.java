package dev.morlens.market;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.Account;
import dev.morlens.ledger.Bucket;
import dev.morlens.ledger.Flow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What an account had lately, as far as its newest movements tell. */
public record FundingPast(List<Level> newestFirst) {

    /** @param after what was there from then on, in wei */
    public record Level(Instant from, Wei after) {}

    /** @param flows the account's, newest first */
    static FundingPast of(Address account, List<Flow> flows) {
        Account wallet = new Account(account, Bucket.WALLET);
        return new FundingPast(flows.stream()
                .filter(flow -> flow.from().equals(wallet) || flow.to().equals(wallet))
                .map(flow ->
                        new Level(flow.block().time(), flow.from().equals(wallet) ? flow.fromAfter() : flow.toAfter()))
                .toList());
    }

    /** Since when it has had less than that; empty if it has not, or if that began before what we know. */
    public Optional<Instant> below(Wei amount) {
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

package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.HoldRow;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What all addresses of a network come to together. Amounts are in wei. */
public interface ProtocolReads {

    /** Where a new class of overdue sessions begins. */
    List<Duration> AGES = List.of(Duration.ZERO, Duration.ofHours(1), Duration.ofDays(1), Duration.ofDays(7));

    /**
     * @param holders addresses with MOR in the wallet
     * @param open those that nobody has closed, overdue ones included
     * @param escrow the stakes of the open ones
     */
    record Counts(long holders, long sessions, long open, Wei escrow) {}

    /** @param from how long ago the youngest of these sessions ended, one of {@link #AGES} */
    record OverdueAge(Duration from, long count, Wei stake) {}

    /** Rows that anybody entitled could claim now. */
    record Unclaimed(long count, Wei amount, Optional<HoldRow> oldest, Optional<HoldRow> largest) {}

    /**
     * What happened on a UTC day.
     *
     * @param staked by the opened sessions
     * @param released the stakes of the closed ones
     */
    record SessionDay(LocalDate day, long opened, Wei staked, long closed, Wei released) {}

    /** @param inProtocol in sessions, on hold, staked and in pools */
    record Ranked(Address address, Wei wallet, Wei inProtocol) {

        public Wei total() {
            return wallet.plus(inProtocol);
        }
    }

    /**
     * What came of a bid.
     *
     * @param sessions opened under it
     * @param open those of them that are not closed
     * @param paid collected by the provider for all of them
     * @param owed for closed ones, and not collected
     */
    record BidTrade(Hash bid, Address provider, long sessions, long open, Wei paid, Wei owed) {}

    Map<Bucket, Wei> totals();

    /** From which providers of staked sessions are paid; empty before an indexer has asked. */
    Optional<Address> fundingAccount();

    Counts counts();

    /** All classes, the youngest first. */
    List<OverdueAge> overdueByAge(Instant now);

    Unclaimed unclaimed(Instant now);

    /** Days on which something happened, in order. */
    List<SessionDay> days(Instant from);

    /** What the funding account paid to providers, by UTC day. */
    Map<LocalDate, Wei> paidByDay(Instant from);

    /** By all that they have. */
    List<Ranked> holders(int most);

    /** By what they have in the protocol. */
    List<Ranked> stakers(int most);

    /** Everybody who ever registered as a provider, whatever became of it. */
    List<Address> providers();

    /** What an account allowed a spender to take of its MOR: the newest changes first, at most so many. */
    List<SpenderAllowance> approvals(Address owner, Address spender, int most);

    /** Of every bid under which a session was ever opened. */
    List<BidTrade> trades();
}

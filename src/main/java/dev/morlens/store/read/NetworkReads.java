package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.Counted;
import dev.morlens.store.criteria.OffsetPage;
import dev.morlens.store.criteria.SessionCriteria;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one network's store tells, all of it at one block: the checkpoint of the transaction it reads in. */
public interface NetworkReads extends AddressReads {

    /** The block that every answer is of; empty before the first batch. */
    Optional<BlockRef> head();

    /** Some addresses' accounts with {@link #head()}, at the price of one query; empty before the first batch. */
    default Optional<AccountsAtHead> accountsAtHead(Collection<Address> addresses) {
        return head().map(block -> new AccountsAtHead(block, accounts(addresses)));
    }

    /** The newest block that the chain calls finalized and that is not above {@link #head()}. */
    Optional<BlockRef> finalized();

    /**
     * Addresses as they were at an earlier block: what came above it is invisible, closings and claims above it have not
     * happened.
     */
    AddressReads upTo(long block);

    /** The newest block at or below a height that is known by its hash: every one with a log is, others may be. */
    Optional<BlockRef> lastBlock(long number);

    /** The newest known block that is not later than a time. */
    Optional<BlockRef> lastBlock(Instant time);

    /** The first known block above a height. */
    Optional<BlockRef> nextBlock(long number);

    Optional<Session> session(SessionId id);

    /** By the order of opening. */
    Counted<Session> sessions(SessionCriteria query, OffsetPage offsetPage);

    /** The flows of a transaction, in order; empty if we have none of it. */
    List<Flow> transaction(Hash txHash);

    /** What a transaction logged, even if it moved nothing; empty if we have none of its logs. */
    Optional<TransactionLogs> logs(Hash txHash);

    /** Every upgrade of the contract that we have seen, in order, the first being how it was put together. */
    List<Upgrade> upgrades();

    /**
     * Closes of which contract versions disagree about holding anything back: at or after the session's end but before the
     * midnight that follows it, of a session with seconds on its last day, staked from its user's own wallet, not paid
     * directly. The first ones.
     *
     * @param from the first block
     * @param to the last block
     */
    List<Session> lateCloses(long from, long to, int most);

    /** What an address could ask back besides its own sessions and holds: at most so many of each kind. */
    ClaimableItems claims(Address address, Instant now, int most);

    /** Grants that are listed at most. */
    int MOST_GRANTS = 200;

    /** What a funder has in hot wallets' pools: grants with anything in them, the largest first, {@link #MOST_GRANTS}. */
    List<GrantTotal> grantsOf(Address funder);

    /** What funders have in a hot wallet's pool: grants with anything in them, the largest first. */
    List<GrantTotal> grantsTo(Address hot);

    /** Hot wallets' pools; none for a wallet that nobody ever funded. */
    Map<Address, PoolTotal> pools(Collection<Address> hots);

    /** A user's sessions in sums, and at most so many of each. */
    SessionGroups sessionGroups(Address user, Instant now, int most);

    /** Of all users. */
    OverdueTotal overdue(Instant now);

    /** Sums over all addresses. */
    ProtocolReads protocol();

    /**
     * What a provider has not collected of closed direct-payment sessions.
     *
     * @param most sessions, of which the oldest come; the sum is of all
     */
    OwedToProvider owing(Address provider, int most);
}

package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Session;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one network's store tells, all of it at one block: the checkpoint of the transaction it reads in. */
public interface Reads {

    /** The block that every answer is of; empty before the first batch. */
    Optional<BlockRef> head();

    /** The newest block that the chain calls finalized and that is not above {@link #head()}. */
    Optional<BlockRef> finalized();

    /** One query. Zeros for an address that never held MOR. */
    AddressAccounts accounts(Address address);

    /** By address, with zeros for the unknown ones. */
    Map<Address, AddressAccounts> accounts(Collection<Address> addresses);

    /** Newest opening first. */
    List<Session> sessions(SessionQuery query, Slice slice);

    /** How many sessions of an address are open and how many are closed. */
    SessionCounts sessionCounts(Address user);

    Optional<Session> session(SessionId id);

    /** Newest row first. */
    List<HoldRow> holds(HoldQuery query, Slice slice);

    /** The row that a session's close pushed. */
    Optional<HoldRow> hold(SessionId session);

    /** The rows that sessions' closes pushed, by session; none for a session that left no hold. */
    Map<SessionId, HoldRow> holds(Collection<SessionId> sessions);

    /** Newest first. */
    List<Flow> movements(MovementQuery query, Slice slice);

    /** The flows of a transaction, in order; empty if we have none of it. */
    List<Flow> transaction(Hash txHash);

    /** Whether we know a transaction by one of its logs, even if it moved nothing. */
    boolean knowsTransaction(Hash txHash);

    /** Whether that block is still part of our chain. Every block with a log is known. */
    boolean isCanonical(long number, Hash hash);

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
    Claims claims(Address address, Instant now, int most);

    /** What a funder has in hot wallets' pools: grants with anything in them, the largest first. */
    List<GrantSum> grantsOf(Address funder);

    /** What funders have in a hot wallet's pool: grants with anything in them, the largest first. */
    List<GrantSum> grantsTo(Address hot);

    /** Of all users. */
    OverdueSum overdue(Instant now);

    /** Closed direct-payment sessions whose provider has not collected all of its share, oldest first. */
    List<Session> owing(Address provider, int most);

    record SessionCounts(long open, long closed) {}
}

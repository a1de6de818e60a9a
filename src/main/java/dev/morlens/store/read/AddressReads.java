package dev.morlens.store.read;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.HistoryCriteria;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.criteria.SessionCriteria;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What addresses have and had, all of it at one block. */
public interface AddressReads {

    /** One query. Zeros for an address that never held MOR. */
    default AddressAccounts accounts(Address address) {
        return accounts(Set.of(address)).get(address);
    }

    /** By address, with zeros for the unknown ones. */
    Map<Address, AddressAccounts> accounts(Collection<Address> addresses);

    /**
     * One query: an address's balances at each instant asked for, as the last known block not later than it left them.
     * None for an instant before the first known block.
     */
    List<PastBalances> history(HistoryCriteria query);

    /** Newest opening first. */
    List<Session> sessions(SessionCriteria query, CursorPage cursorPage);

    /** How many sessions of an address are open and how many are closed. */
    SessionCounts sessionCounts(Address user);

    /** Newest row first. */
    List<HoldRow> holds(HoldCriteria query, CursorPage cursorPage);

    /** The row that a session's close pushed. */
    default Optional<HoldRow> hold(SessionId session) {
        return Optional.ofNullable(holds(Set.of(session)).get(session));
    }

    /** The rows that sessions' closes pushed, by session; none for a session that left no hold. */
    Map<SessionId, HoldRow> holds(Collection<SessionId> sessions);

    /** Where pools freed what they had held for a day; none for a day whose holds are still there. */
    Map<PoolDay, Posting> poolReleases(Collection<PoolDay> days);

    /** Newest first. */
    List<Flow> movements(MovementCriteria query, CursorPage cursorPage);

    /** One query: to whom an address has sent MOR, by what left its wallet lately. */
    Payees payees(Address payer);

    /** An address's transfers that moved nothing, the newest first. */
    List<NoOpTransfer> noOps(Address address, CursorPage cursorPage);

    /** Whether that block is still part of our chain. Every block with a log is known. */
    boolean isCanonical(long number, Hash hash);

    record SessionCounts(long open, long closed) {}
}

package dev.morlens.store;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.Flow;
import dev.morlens.ledger.HoldRow;
import dev.morlens.ledger.Posting;
import dev.morlens.ledger.Session;
import dev.morlens.protocol.event.SessionId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** One network at one block, by SQL. */
final class SqlReads implements Reads {

    private final Handle handle;

    SqlReads(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Optional<BlockRef> head() {
        return new KnownBlocks(handle).head();
    }

    @Override
    public Optional<AccountsAtHead> accountsAtHead(Collection<Address> addresses) {
        return addresses.isEmpty()
                ? Reads.super.accountsAtHead(addresses)
                : new AccountsQuery(handle).atHead(addresses);
    }

    @Override
    public Optional<BlockRef> finalized() {
        return new KnownBlocks(handle).finalized();
    }

    @Override
    public AddressReads upTo(long block) {
        return new SqlPastReads(this, handle, block);
    }

    @Override
    public Optional<BlockRef> lastBlock(long number) {
        return new KnownBlocks(handle).last(number);
    }

    @Override
    public Optional<BlockRef> lastBlock(Instant time) {
        return new KnownBlocks(handle).last(time);
    }

    @Override
    public Optional<BlockRef> nextBlock(long number) {
        return new KnownBlocks(handle).next(number);
    }

    @Override
    public List<PastBalances> history(HistoryQuery query) {
        return new HistoryReader(handle).of(query);
    }

    @Override
    public AddressAccounts accounts(Address address) {
        return accounts(Set.of(address)).get(address);
    }

    @Override
    public Map<Address, AddressAccounts> accounts(Collection<Address> addresses) {
        return new AccountsQuery(handle).of(addresses);
    }

    @Override
    public List<Session> sessions(SessionQuery query, Slice slice) {
        return new SessionsQuery(handle, query).newestFirst(slice);
    }

    @Override
    public Counted<Session> sessions(SessionQuery query, Span span) {
        return new SessionsQuery(handle, query).counted(span);
    }

    @Override
    public SessionCounts sessionCounts(Address user) {
        return SessionsQuery.counts(handle, user);
    }

    @Override
    public Optional<Session> session(SessionId id) {
        return handle.createQuery(RowReaders.SESSIONS + "where s.session_id = :id")
                .bind("id", id)
                .map(Values.row(RowReaders::session))
                .findOne();
    }

    @Override
    public List<HoldRow> holds(HoldQuery query, Slice slice) {
        ListQuery list = new ListQuery(RowReaders.HOLDS, "h.created_block, h.created_log");
        query.user().ifPresent(user -> list.where("h.user_address = :user", "user", user));
        query.state().ifPresent(state -> {
            list.where(state == HoldState.WITHDRAWN ? "h.withdrawn_block is not null" : "h.withdrawn_block is null");
            if (state != HoldState.WITHDRAWN) {
                list.where(
                        state == HoldState.LOCKED ? "h.release_at > :now" : "h.release_at <= :now",
                        "now",
                        query.now().getEpochSecond());
            }
        });
        return list.run(handle, slice, RowReaders::hold);
    }

    @Override
    public Optional<HoldRow> hold(SessionId session) {
        return handle.createQuery(RowReaders.HOLDS + "where h.session_id = :id")
                .bind("id", session)
                .map(Values.row(RowReaders::hold))
                .findOne();
    }

    @Override
    public Map<SessionId, HoldRow> holds(Collection<SessionId> sessions) {
        if (sessions.isEmpty()) {
            return Map.of();
        }
        Map<SessionId, HoldRow> found = new HashMap<>();
        handle.createQuery(RowReaders.HOLDS + "where h.session_id = any(:ids)")
                .bind("ids", Values.array(sessions, id -> id.hash().bytes()))
                .map(Values.row(RowReaders::hold))
                .forEach(row -> found.put(row.session(), row));
        return found;
    }

    @Override
    public Map<PoolDay, Posting> poolReleases(Collection<PoolDay> days) {
        return PoolReleases.of(handle, days, Long.MAX_VALUE);
    }

    @Override
    public List<Flow> movements(MovementQuery query, Slice slice) {
        return new MovementsQuery(handle).newestFirst(query, slice);
    }

    @Override
    public Payees payees(Address payer) {
        return PayeesQuery.of(handle, payer, Long.MAX_VALUE);
    }

    @Override
    public List<Flow> transaction(Hash txHash) {
        return new MovementsQuery(handle).ofTransaction(txHash);
    }

    @Override
    public Optional<TransactionLogs> logs(Hash txHash) {
        return new NoOpQueries(handle).ofTransaction(txHash);
    }

    @Override
    public List<NoOpTransfer> noOps(Address address, Slice slice) {
        return new NoOpQueries(handle).newestFirst(address, slice, Long.MAX_VALUE);
    }

    @Override
    public boolean isCanonical(long number, Hash hash) {
        return new KnownBlocks(handle).isCanonical(number, hash);
    }

    @Override
    public List<Upgrade> upgrades() {
        return handle.createQuery(Upgrades.SQL).map(Values.row(Upgrades::read)).list();
    }

    @Override
    public List<Session> lateCloses(long from, long to, int most) {
        return Upgrades.lateCloses(handle, from, to, most);
    }

    @Override
    public Claims claims(Address address, Instant now, int most) {
        return new ClaimsQuery(handle, address, most).at(now);
    }

    @Override
    public List<GrantSum> grantsOf(Address funder) {
        return new CaseQueries(handle).grants("funder", funder);
    }

    @Override
    public List<GrantSum> grantsTo(Address hot) {
        return new CaseQueries(handle).grants("hot", hot);
    }

    @Override
    public Map<Address, PoolSum> pools(Collection<Address> hots) {
        return new PoolQueries(handle, hots).read();
    }

    @Override
    public SessionGroups sessionGroups(Address user, Instant now, int most) {
        return new SqlSessionGroups(handle, user, now, most);
    }

    @Override
    public OverdueSum overdue(Instant now) {
        return new CaseQueries(handle).overdue(now);
    }

    @Override
    public ProtocolReads protocol() {
        return new ProtocolQueries(handle);
    }

    @Override
    public Owing owing(Address provider, int most) {
        return new CaseQueries(handle).owing(provider, most);
    }
}

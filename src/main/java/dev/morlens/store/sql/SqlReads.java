package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Hash;
import dev.morlens.ledger.entry.Flow;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.ledger.entry.Posting;
import dev.morlens.ledger.entry.Session;
import dev.morlens.protocol.event.SessionId;
import dev.morlens.store.criteria.Counted;
import dev.morlens.store.criteria.CursorPage;
import dev.morlens.store.criteria.HistoryCriteria;
import dev.morlens.store.criteria.HoldCriteria;
import dev.morlens.store.criteria.MovementCriteria;
import dev.morlens.store.criteria.OffsetPage;
import dev.morlens.store.criteria.SessionCriteria;
import dev.morlens.store.read.AccountsAtHead;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.AddressReads;
import dev.morlens.store.read.ClaimableItems;
import dev.morlens.store.read.GrantTotal;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.NoOpTransfer;
import dev.morlens.store.read.OverdueTotal;
import dev.morlens.store.read.OwedToProvider;
import dev.morlens.store.read.PastBalances;
import dev.morlens.store.read.Payees;
import dev.morlens.store.read.PoolDay;
import dev.morlens.store.read.PoolTotal;
import dev.morlens.store.read.ProtocolReads;
import dev.morlens.store.read.SessionGroups;
import dev.morlens.store.read.TransactionLogs;
import dev.morlens.store.read.Upgrade;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** One network at one block, by SQL. */
public final class SqlReads implements NetworkReads {

    private final Handle handle;

    public SqlReads(Handle handle) {
        this.handle = handle;
    }

    @Override
    public Optional<BlockRef> head() {
        return new StoredBlockSearch(handle).head();
    }

    @Override
    public Optional<AccountsAtHead> accountsAtHead(Collection<Address> addresses) {
        return addresses.isEmpty()
                ? NetworkReads.super.accountsAtHead(addresses)
                : new AccountsSql(handle).atHead(addresses);
    }

    @Override
    public Optional<BlockRef> finalized() {
        return new StoredBlockSearch(handle).finalized();
    }

    @Override
    public AddressReads upTo(long block) {
        return new SqlPastReads(this, handle, block);
    }

    @Override
    public Optional<BlockRef> lastBlock(long number) {
        return new StoredBlockSearch(handle).last(number);
    }

    @Override
    public Optional<BlockRef> lastBlock(Instant time) {
        return new StoredBlockSearch(handle).last(time);
    }

    @Override
    public Optional<BlockRef> nextBlock(long number) {
        return new StoredBlockSearch(handle).next(number);
    }

    @Override
    public List<PastBalances> history(HistoryCriteria query) {
        return new HistorySql(handle).of(query);
    }

    @Override
    public Map<Address, AddressAccounts> accounts(Collection<Address> addresses) {
        return new AccountsSql(handle).of(addresses);
    }

    @Override
    public List<Session> sessions(SessionCriteria query, CursorPage cursorPage) {
        return new SessionsSql(handle, query).newestFirst(cursorPage);
    }

    @Override
    public Counted<Session> sessions(SessionCriteria query, OffsetPage offsetPage) {
        return new SessionsSql(handle, query).counted(offsetPage);
    }

    @Override
    public SessionCounts sessionCounts(Address user) {
        return SessionsSql.counts(handle, user);
    }

    @Override
    public Optional<Session> session(SessionId id) {
        return handle.createQuery(RowReaders.SESSIONS + "where s.session_id = :id")
                .bind("id", id)
                .map(SqlValues.row(RowReaders::session))
                .findOne();
    }

    @Override
    public List<HoldRow> holds(HoldCriteria query, CursorPage cursorPage) {
        return new HoldsSql(handle).newestFirst(query, cursorPage);
    }

    @Override
    public Map<SessionId, HoldRow> holds(Collection<SessionId> sessions) {
        return new HoldsSql(handle).of(sessions);
    }

    @Override
    public Map<PoolDay, Posting> poolReleases(Collection<PoolDay> days) {
        return PoolReleaseSql.of(handle, days, Long.MAX_VALUE);
    }

    @Override
    public List<Flow> movements(MovementCriteria query, CursorPage cursorPage) {
        return new MovementsSql(handle).newestFirst(query, cursorPage);
    }

    @Override
    public Payees payees(Address payer) {
        return PayeesSql.of(handle, payer, Long.MAX_VALUE);
    }

    @Override
    public List<Flow> transaction(Hash txHash) {
        return new MovementsSql(handle).ofTransaction(txHash);
    }

    @Override
    public Optional<TransactionLogs> logs(Hash txHash) {
        return new NoOpTransferSql(handle).ofTransaction(txHash);
    }

    @Override
    public List<NoOpTransfer> noOps(Address address, CursorPage cursorPage) {
        return new NoOpTransferSql(handle).newestFirst(address, cursorPage, Long.MAX_VALUE);
    }

    @Override
    public boolean isCanonical(long number, Hash hash) {
        return new StoredBlockSearch(handle).isCanonical(number, hash);
    }

    @Override
    public List<Upgrade> upgrades() {
        return handle.createQuery(UpgradeSql.SQL)
                .map(SqlValues.row(UpgradeSql::read))
                .list();
    }

    @Override
    public List<Session> lateCloses(long from, long to, int most) {
        return UpgradeSql.lateCloses(handle, from, to, most);
    }

    @Override
    public ClaimableItems claims(Address address, Instant now, int most) {
        return new ClaimableItemsSql(handle, address, most).at(now);
    }

    @Override
    public List<GrantTotal> grantsOf(Address funder) {
        return new DiagnosisSql(handle).grants("funder", funder);
    }

    @Override
    public List<GrantTotal> grantsTo(Address hot) {
        return new DiagnosisSql(handle).grants("hot", hot);
    }

    @Override
    public Map<Address, PoolTotal> pools(Collection<Address> hots) {
        return new PoolSql(handle, hots).read();
    }

    @Override
    public SessionGroups sessionGroups(Address user, Instant now, int most) {
        return new SqlSessionGroups(handle, user, now, most);
    }

    @Override
    public OverdueTotal overdue(Instant now) {
        return new DiagnosisSql(handle).overdue(now);
    }

    @Override
    public ProtocolReads protocol() {
        return new ProtocolSql(handle);
    }

    @Override
    public OwedToProvider owing(Address provider, int most) {
        return new DiagnosisSql(handle).owing(provider, most);
    }
}

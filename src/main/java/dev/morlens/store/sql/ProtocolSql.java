package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.ledger.entry.FlowKind;
import dev.morlens.ledger.entry.HoldRow;
import dev.morlens.store.read.ProtocolReads;
import dev.morlens.store.read.SpenderAllowance;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;

/** Sums over the whole network. Those of a span of days begin at its first block, so that an index serves. */
final class ProtocolSql implements ProtocolReads {

    private static final String FIRST = "(select number from blocks where time >= :from order by time, number limit 1)";

    private static final String DAYS = """
            select d, sum(opened) opened, sum(staked) staked, sum(closed) closed, sum(released) released from (
                select opened_at / 86400 d, 1 opened, stake staked, 0 closed, 0::numeric released
                from sessions where opened_block >= %1$s
                union all
                select b.time / 86400, 0, 0, 1, s.stake
                from sessions s join blocks b on b.number = s.closed_block where s.closed_block >= %1$s) acts
            group by d order by d
            """.formatted(FIRST);

    private static final String PAID = """
            select b.time / 86400 d, sum(f.amount) paid from flows f join blocks b on b.number = f.block
            where f.from_address = (select funding_account from network_facts) and f.kind = :kind and f.block >= %s
            group by d
            """.formatted(FIRST);

    /** By the logs of {@code ProviderRegistered}. Worded as the index is, so that it serves. */
    static final String PROVIDERS = """
            select distinct substring(topics from 45 for 20) provider from raw_logs
            where contract = 1 and substring(topics from 1 for 32)
                = '\\x70abce74777b3838ae60a33a6b9a87d9d25532668fe4fea548554c55868579c0'::bytea
            order by 1
            """;

    private static final String IN_PROTOCOL = "coalesce(active_session, 0) + coalesce(on_hold, 0)"
            + " + coalesce(provider_stake, 0) + coalesce(model_stake, 0) + coalesce(staking_pool, 0)"
            + " + coalesce(provider_due, 0)";

    private final Handle handle;

    ProtocolSql(Handle handle) {
        this.handle = handle;
    }

    @Override
    public List<SpenderAllowance> approvals(Address owner, Address spender, int most) {
        return ApprovalSql.of(handle, owner, spender, most);
    }

    @Override
    public Map<Bucket, Wei> totals() {
        return TotalsSql.now(handle);
    }

    @Override
    public Optional<Address> fundingAccount() {
        return handle.createQuery("select funding_account from network_facts where funding_account is not null")
                .map(SqlValues.row(row -> row.address("funding_account")))
                .findOne();
    }

    @Override
    public Counts counts() {
        return handle.createQuery("""
                        select (select count(*) from balances where wallet > 0) holders, count(*) sessions,
                            count(*) filter (where closed_block is null) open,
                            sum(stake) filter (where closed_block is null) escrow
                        from sessions
                        """)
                .map(SqlValues.row(row ->
                        new Counts(row.int8("holders"), row.int8("sessions"), row.int8("open"), row.wei("escrow"))))
                .one();
    }

    @Override
    public List<OverdueAge> overdueByAge(Instant now) {
        return IntStream.range(0, AGES.size())
                .mapToObj(i -> overdue(now, AGES.get(i), i + 1 < AGES.size() ? AGES.get(i + 1) : null))
                .toList();
    }

    private OverdueAge overdue(Instant now, Duration from, Duration below) {
        return handle.createQuery("""
                        select count(*) n, sum(stake) stake from sessions
                        where closed_block is null and ends_at <= :newest and ends_at > :oldest
                        """)
                .bind("newest", now.minus(from).getEpochSecond())
                .bind("oldest", below == null ? -1 : now.minus(below).getEpochSecond())
                .map(SqlValues.row(row -> new OverdueAge(from, row.int8("n"), row.wei("stake"))))
                .one();
    }

    @Override
    public Unclaimed unclaimed(Instant now) {
        return handle.createQuery("""
                        select count(*) n, sum(amount) amount from holds
                        where withdrawn_block is null and release_at <= :now
                        """)
                .bind("now", now.getEpochSecond())
                .map(SqlValues.row(row -> new Unclaimed(
                        row.int8("n"),
                        row.wei("amount"),
                        firstHold(now, "h.release_at, h.created_block, h.created_log"),
                        firstHold(now, "h.amount desc, h.created_block, h.created_log"))))
                .one();
    }

    private Optional<HoldRow> firstHold(Instant now, String order) {
        return handle.createQuery(RowReaders.HOLDS + "where h.withdrawn_block is null and h.release_at <= :now"
                        + " and h.amount > 0 order by " + order + " limit 1")
                .bind("now", now.getEpochSecond())
                .map(SqlValues.row(RowReaders::hold))
                .findOne();
    }

    @Override
    public List<SessionDay> days(Instant from) {
        return handle.createQuery(DAYS)
                .bind("from", from.getEpochSecond())
                .map(SqlValues.row(row -> new SessionDay(
                        LocalDate.ofEpochDay(row.int8("d")),
                        row.int8("opened"),
                        row.wei("staked"),
                        row.int8("closed"),
                        row.wei("released"))))
                .list();
    }

    @Override
    public Map<LocalDate, Wei> paidByDay(Instant from) {
        Map<LocalDate, Wei> paid = new LinkedHashMap<>();
        handle.createQuery(PAID)
                .bind("from", from.getEpochSecond())
                .bind("kind", FlowKind.PROVIDER_PAID.code())
                .map(SqlValues.row(row -> Map.entry(LocalDate.ofEpochDay(row.int8("d")), row.wei("paid"))))
                .forEach(day -> paid.put(day.getKey(), day.getValue()));
        return paid;
    }

    @Override
    public List<Ranked> holders(int most) {
        return ranked("coalesce(wallet, 0) + " + IN_PROTOCOL, most);
    }

    @Override
    public List<Ranked> stakers(int most) {
        return ranked(IN_PROTOCOL, most);
    }

    private List<Ranked> ranked(String amount, int most) {
        return handle.createQuery("select address, wallet, " + IN_PROTOCOL + " in_protocol from balances where "
                        + amount + " > 0 order by " + amount + " desc, address limit :most")
                .bind("most", most)
                .map(SqlValues.row(
                        row -> new Ranked(row.address("address"), row.wei("wallet"), row.wei("in_protocol"))))
                .list();
    }

    @Override
    public List<Address> providers() {
        return handle.createQuery(PROVIDERS)
                .map(SqlValues.row(row -> row.address("provider")))
                .list();
    }

    @Override
    public List<BidTrade> trades() {
        return handle.createQuery("""
                        select bid_id, provider_address, count(*) n, count(*) filter (where closed_block is null) open,
                            sum(provider_paid) paid, sum(provider_owed) owed
                        from sessions group by bid_id, provider_address
                        """)
                .map(SqlValues.row(row -> new BidTrade(
                        row.hash("bid_id"),
                        row.address("provider_address"),
                        row.int8("n"),
                        row.int8("open"),
                        row.wei("paid"),
                        row.wei("owed"))))
                .list();
    }
}

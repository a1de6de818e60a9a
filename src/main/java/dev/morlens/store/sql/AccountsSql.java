package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.chain.value.BlockRef;
import dev.morlens.chain.value.Wei;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.feed.Verification;
import dev.morlens.store.read.AccountsAtHead;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.read.AddressAccounts.DatedAmount;
import dev.morlens.store.rows.ColumnReader;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Everything about some addresses' accounts in one query, whatever the number of their closed sessions. */
final class AccountsSql {

    private static final String SQL = """
            select head.number head_number, head.hash head_hash, head.time head_time, asked.address asked, b.*, fb.hash first_hash, fb.time first_time, lb.hash last_hash, lb.time last_time,
                a.agrees, a.block audited_block,
                (select string_agg(d.at || ':' || d.amount || ':' || d.n, ',' order by d.at) from (
                    select ends_at at, sum(stake) amount, count(*) n from sessions
                    where user_address = asked.address and closed_block is null and funded_by = %d
                    group by ends_at) d) open_sessions,
                (select string_agg(d.at || ':' || d.amount || ':' || d.n, ',' order by d.at) from (
                    select release_at at, sum(amount) amount, count(*) n from holds
                    where user_address = asked.address and withdrawn_block is null
                    group by release_at) d) held,
                (select count(*) from (select from model_entries where owner = asked.address
                    group by model_id having sum(stake) > 0) m) models,
                (select sum(pending) from pool_entries
                    where funder = asked.address and pending <> 0) pool_pending
            from checkpoint head cross join unnest(:addresses) as asked(address)
            left join balances b on b.address = asked.address
            left join blocks fb on fb.number = b.first_block
            left join blocks lb on lb.number = b.last_block
            left join audits a on a.address = asked.address
            """.formatted(Session.StakeSource.WALLET.code());

    private final Handle handle;

    AccountsSql(Handle handle) {
        this.handle = handle;
    }

    Map<Address, AddressAccounts> of(Collection<Address> addresses) {
        return atHead(addresses).map(AccountsAtHead::accounts).orElse(Map.of());
    }

    /** Empty if nothing is indexed, and if nobody is asked about. */
    Optional<AccountsAtHead> atHead(Collection<Address> addresses) {
        List<Found> found = handle.createQuery(SQL)
                .bind("addresses", SqlValues.addresses(addresses))
                .map(SqlValues.row(row -> new Found(row.block("head_number", "head_hash", "head_time"), read(row))))
                .list();
        Map<Address, AddressAccounts> accounts = new HashMap<>();
        found.forEach(one -> accounts.put(one.accounts().address(), one.accounts()));
        return found.stream().findFirst().map(one -> new AccountsAtHead(one.head(), accounts));
    }

    private record Found(BlockRef head, AddressAccounts accounts) {}

    static AddressAccounts read(ColumnReader row) throws SQLException {
        return new AddressAccounts(
                row.address("asked"),
                RowReaders.balances(row),
                dues(row, "open_sessions"),
                dues(row, "held"),
                row.int4("models"),
                row.wei("pool_pending"),
                block(row, "first"),
                block(row, "last"),
                verification(row));
    }

    private static Verification verification(ColumnReader row) throws SQLException {
        return row.has("agrees")
                ? Verification.of(row.truth("agrees"), row.int8("audited_block"), row.int8("last_block"))
                : Verification.UNCHECKED;
    }

    private static Optional<BlockRef> block(ColumnReader row, String which) throws SQLException {
        return row.optional(which + "_hash", r -> r.block(which + "_block", which + "_hash", which + "_time"));
    }

    private static List<DatedAmount> dues(ColumnReader row, String name) throws SQLException {
        return row.has(name)
                ? Arrays.stream(row.text(name).split(",")).map(AccountsSql::due).toList()
                : List.of();
    }

    private static DatedAmount due(String text) {
        String[] parts = text.split(":");
        return new DatedAmount(
                Instant.ofEpochSecond(Long.parseLong(parts[0])), Wei.of(parts[1]), Integer.parseInt(parts[2]));
    }
}

package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Session;
import dev.morlens.store.read.AddressAccounts;
import dev.morlens.store.rows.SqlValues;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** Everything about some addresses' accounts as they were at a block, in one query. */
public final class PastAccountsSql {

    public static final String SQL = """
            select asked.address asked, %s,
                fb.number first_block, fb.hash first_hash, fb.time first_time,
                lb.number last_block, lb.hash last_hash, lb.time last_time,
                cast(null as boolean) agrees, cast(null as bigint) audited_block,
                (select string_agg(d.at || ':' || d.amount || ':' || d.n, ',' order by d.at) from (
                    select ends_at at, sum(stake) amount, count(*) n from sessions
                    where user_address = asked.address and funded_by = %d and opened_block <= :block
                        and (closed_block is null or closed_block > :block)
                    group by ends_at) d) open_sessions,
                (select string_agg(d.at || ':' || d.amount || ':' || d.n, ',' order by d.at) from (
                    select release_at at, sum(amount) amount, count(*) n from holds
                    where user_address = asked.address and created_block <= :block
                        and (withdrawn_block is null or withdrawn_block > :block)
                    group by release_at) d) held,
                (select count(*) from (select from model_entries where owner = asked.address and block <= :block
                    group by model_id having sum(stake) > 0) m) models,
                (select sum(pending) from pool_entries
                    where funder = asked.address and pending <> 0 and block <= :block) pool_pending
            from unnest(:addresses) as asked(address)
            left join balances b on b.address = asked.address and b.first_block <= :block
            left join blocks fb on fb.number = b.first_block
            left join blocks lb on lb.number = %s
            """.formatted(
                    BalancesAtSql.columns("b", ":block"),
                    Session.StakeSource.WALLET.code(),
                    BalancesAtSql.lastBlock("asked.address", ":block"));

    private final Handle handle;
    private final long block;

    PastAccountsSql(Handle handle, long block) {
        this.handle = handle;
        this.block = block;
    }

    Map<Address, AddressAccounts> of(Collection<Address> addresses) {
        Map<Address, AddressAccounts> accounts = new HashMap<>();
        handle.createQuery(SQL)
                .bind("addresses", SqlValues.addresses(addresses))
                .bind("block", block)
                .map(SqlValues.row(AccountsSql::read))
                .forEach(found -> accounts.put(found.address(), found));
        return accounts;
    }
}

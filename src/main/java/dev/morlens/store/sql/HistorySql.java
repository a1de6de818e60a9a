package dev.morlens.store.sql;

import dev.morlens.store.criteria.HistoryCriteria;
import dev.morlens.store.read.PastBalances;
import dev.morlens.store.rows.RowReaders;
import dev.morlens.store.rows.SqlValues;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** An address's balances over time, in one query whatever the number of its movements. */
public final class HistorySql {

    public static final String SQL = """
            with span as (
                select coalesce(cast(:from as bigint),
                    (select time from blocks where number =
                        (select first_block from balances where address = :address)),
                    (select time from blocks order by time, number limit 1)) low, cast(:to as bigint) high),
            instants as (
                select high - (high - low) * (:points - 1 - i) / greatest(:points - 1, 1) instant
                from span, generate_series(0, :points - 1) i)
            select p.number, p.hash, p.time, %s
            from instants
            cross join lateral (
                select number, hash, time from blocks where time <= instant order by time desc, number desc limit 1) p
            left join balances b on b.address = :address and b.first_block <= p.number
            order by instant
            """.formatted(BalancesAtSql.columns("b", "p.number"));

    private final Handle handle;

    HistorySql(Handle handle) {
        this.handle = handle;
    }

    List<PastBalances> of(HistoryCriteria asked) {
        return handle.createQuery(SQL)
                .bind("address", asked.address())
                .bind("from", asked.from().map(Instant::getEpochSecond).orElse(null))
                .bind("to", asked.to().getEpochSecond())
                .bind("points", asked.points())
                .map(SqlValues.row(
                        row -> new PastBalances(row.block("number", "hash", "time"), RowReaders.balances(row))))
                .list();
    }
}

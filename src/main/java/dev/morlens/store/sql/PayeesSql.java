package dev.morlens.store.sql;

import dev.morlens.chain.value.Address;
import dev.morlens.ledger.entry.Bucket;
import dev.morlens.store.read.Payees;
import dev.morlens.store.rows.SqlValues;
import java.util.HashSet;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Who was paid by an address: bounded, because a contract's outflows are hundreds of thousands. */
public final class PayeesSql {

    /** What left for a session of its own counts among the looked at, so that the walk along the index ends. */
    public static final String SQL = """
            select to_address, count(*) n from (
                select to_address from flows
                where from_address = :address and from_bucket = %d and block <= :horizon
                order by block desc, log_index desc, seq desc limit :most) sent
            group by to_address
            """.formatted(Bucket.WALLET.code());

    private PayeesSql() {}

    /** @param horizon the last block to look at */
    public static Payees of(Handle handle, Address payer, long horizon) {
        Set<Address> found = new HashSet<>();
        long[] looked = {0};
        handle.createQuery(SQL)
                .bind("address", payer)
                .bind("horizon", horizon)
                .bind("most", Payees.MOST)
                .map(SqlValues.row(row -> {
                    looked[0] += row.int8("n");
                    return row.address("to_address");
                }))
                .forEach(found::add);
        found.remove(payer);
        return new Payees(Set.copyOf(found), looked[0] < Payees.MOST);
    }
}

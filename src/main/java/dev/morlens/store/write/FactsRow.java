package dev.morlens.store.write;

import dev.morlens.chain.value.Address;
import dev.morlens.store.db.OtherChainException;
import dev.morlens.store.rows.SqlValues;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;

/** The row that says of which chain and contracts an index is. */
final class FactsRow {

    private final Handle handle;

    FactsRow(Handle handle) {
        this.handle = handle;
    }

    Optional<NetworkFacts> read() {
        return handle.createQuery("select * from network_facts")
                .map(SqlValues.row(row -> new NetworkFacts(
                        row.int8("chain_id"),
                        row.address("token"),
                        row.address("diamond"),
                        row.has("start_block") ? OptionalLong.of(row.int8("start_block")) : OptionalLong.empty(),
                        row.has("funding_account") ? row.address("funding_account") : Address.ZERO)))
                .findOne();
    }

    void write(String network, NetworkFacts facts) {
        read().filter(found -> !name(found).equals(name(facts))).ifPresent(found -> {
            throw new OtherChainException(network, name(facts), name(found));
        });
        handle.createUpdate("""
                        insert into network_facts (chain_id, start_block, token, diamond, funding_account)
                        values (:chain, :start, :token, :diamond, :funding)
                        on conflict (one) do update set funding_account = excluded.funding_account
                        """)
                .bind("chain", facts.chainId())
                .bind(
                        "start",
                        facts.startBlock().isPresent()
                                ? (Long) facts.startBlock().getAsLong()
                                : null)
                .bind("token", facts.token())
                .bind("diamond", facts.diamond())
                .bind("funding", facts.fundingAccount())
                .execute();
    }

    private static String name(NetworkFacts facts) {
        return "chain " + facts.chainId() + " with token " + facts.token().checksummed() + " and Diamond "
                + facts.diamond().checksummed();
    }
}

package dev.morlens.store.sql;

import dev.morlens.store.db.Database;
import dev.morlens.store.db.Schemas;
import dev.morlens.store.db.Transactions;
import dev.morlens.store.read.NetworkReads;
import dev.morlens.store.read.Stores;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Reads from PostgreSQL. */
@ApplicationScoped
public class SqlStores implements Stores {

    private final Database database;

    public SqlStores(Database database) {
        this.database = database;
    }

    @Override
    public <T> T read(String network, Function<NetworkReads, T> question) {
        return Transactions.in(database.reading(), Schemas.of(network), handle -> question.apply(new SqlReads(handle)));
    }
}

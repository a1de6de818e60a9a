package dev.morlens.store;

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
    public <T> T read(String network, Function<Reads, T> question) {
        return Transactions.in(database.reading(), Schemas.of(network), handle -> question.apply(new SqlReads(handle)));
    }
}

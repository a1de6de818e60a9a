package dev.morlens.bench;

import dev.morlens.store.embedded.ServerLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What an index takes on disk, and for how much.
 *
 * @param bytes of all tables of the network with their indexes; those for readers come after a first backfill
 * @param rowBytes of the tables alone
 */
record DatabaseSize(long bytes, long rowBytes, long sessions, long addresses, long logs) {

    private static final String QUERY = """
            with tables as (select c.oid from pg_class c join pg_namespace n on n.oid = relnamespace
                             where nspname = 'net_local' and relkind = 'r')
            select (select sum(pg_total_relation_size(oid)) from tables),
                   (select sum(pg_table_size(oid)) from tables),
                   (select count(*) from net_local.sessions),
                   (select count(*) from net_local.balances),
                   (select count(*) from net_local.raw_logs)""";

    static DatabaseSize of(ServerLogin login) {
        try (Connection connection = DriverManager.getConnection(login.url(), login.user(), login.password());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(QUERY)) {
            row.next();
            return new DatabaseSize(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5));
        } catch (SQLException e) {
            throw new IllegalStateException("the index could not be measured", e);
        }
    }

    double bytesPerSession() {
        return (double) bytes / sessions;
    }

    double bytesPerAddress() {
        return (double) bytes / addresses;
    }

    /** What a log more took in rows, since it was smaller. */
    double rowBytesPerLogSince(DatabaseSize before) {
        return (double) (rowBytes - before.rowBytes) / (logs - before.logs);
    }
}

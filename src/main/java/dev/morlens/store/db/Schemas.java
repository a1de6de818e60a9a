package dev.morlens.store.db;

import dev.morlens.store.embedded.ServerLogin;
import java.util.regex.Pattern;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** One PostgreSQL schema a network: no column repeats which network a row is of, and one can be dropped alone. */
public final class Schemas {

    private static final Pattern NETWORK = Pattern.compile("[a-z0-9-]{1,40}");

    private Schemas() {}

    /** @throws IllegalArgumentException unless the network's name is of lower-case letters, digits and dashes */
    public static String of(String network) {
        if (!NETWORK.matcher(network).matches()) {
            throw new IllegalArgumentException(
                    "expected a network's name of 1 to 40 lower-case letters, digits and dashes, got '" + network
                            + "'");
        }
        return "net_" + network.replace('-', '_');
    }

    public static String rebuilding(String network) {
        return of(network) + "_rebuild";
    }

    /**
     * Brings a schema up to date, making it if it is not there. Over connections of its own: Flyway forgets one that turns
     * out to be dead, and a pool would run dry.
     */
    static void migrate(ServerLogin login, DatabaseConfig config, String schema) {
        try {
            Flyway.configure()
                    .dataSource(login.url(), unlessEmpty(login.user()), unlessEmpty(login.password()))
                    .jdbcProperties(ConnectionPools.properties(config))
                    .initSql(LeaseGuard.sql(config))
                    .schemas(schema)
                    .defaultSchema(schema)
                    .createSchemas(true)
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreUnavailableException("the tables of " + schema + " cannot be brought up to date", e);
        }
    }

    private static String unlessEmpty(String text) {
        return text.isEmpty() ? null : text;
    }
}

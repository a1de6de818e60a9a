package dev.morlens.store.db;

import dev.morlens.store.embedded.ServerLogin;
import dev.morlens.store.rows.SqlValues;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;

/** Two pools, so that readers can never keep the indexer waiting nor the other way round. */
record ConnectionPools(
        ServerLogin login, AgroalDataSource readers, AgroalDataSource writers, Jdbi reading, Jdbi writing) {

    private static final Duration PROBE = Duration.ofSeconds(2);
    private static final String APPLICATION = "morlens";

    static ConnectionPools open(ServerLogin login, DatabaseConfig config) throws SQLException {
        AgroalDataSource readers = pool(
                login,
                config,
                config.readers(),
                silentFor(config.readTimeout().plus(PROBE)),
                factory -> factory.readOnly(true)
                        .jdbcTransactionIsolation(TransactionIsolation.REPEATABLE_READ)
                        // A plan for unknown values can choose to walk an index from its end for a list that is short
                        // or empty.
                        .initialSql("set statement_timeout = "
                                + config.readTimeout().toMillis() + "; set plan_cache_mode = force_custom_plan"));
        AgroalDataSource writers = pool(
                login,
                config,
                config.writers(),
                silentFor(config.writeTimeout()),
                factory -> factory.initialSql(LeaseGuard.sql(config)));
        return new ConnectionPools(
                login, readers, writers, SqlValues.teach(Jdbi.create(readers)), SqlValues.teach(Jdbi.create(writers)));
    }

    private static AgroalDataSource pool(
            ServerLogin login,
            DatabaseConfig config,
            int size,
            String socketTimeout,
            UnaryOperator<AgroalConnectionFactoryConfigurationSupplier> special)
            throws SQLException {
        return AgroalDataSource.from(new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> pool.maxSize(size)
                        .acquisitionTimeout(config.connectionTimeout())
                        .exceptionSorter(new PostgreSQLExceptionSorter())
                        .connectionValidator(ConnectionValidator.defaultValidatorWithTimeout((int) PROBE.toSeconds()))
                        .idleValidationTimeout(PROBE)
                        .connectionFactoryConfiguration(factory -> special.apply(factory.jdbcUrl(login.url())
                                .loginTimeout(config.connectionTimeout())
                                .principal(login.user().isEmpty() ? null : new NamePrincipal(login.user()))
                                .credential(login.password().isEmpty() ? null : new SimplePassword(login.password()))
                                .jdbcProperty("ApplicationName", APPLICATION)
                                // A host that goes without a word sends neither an answer nor an end.
                                .jdbcProperty("tcpKeepAlive", "true")
                                .jdbcProperty("socketTimeout", socketTimeout)))));
    }

    /** Of a connection outside the pools, as patient as a writer's. */
    static Map<String, String> properties(DatabaseConfig config) {
        return Map.of(
                "ApplicationName",
                APPLICATION,
                "tcpKeepAlive",
                "true",
                "loginTimeout",
                silentFor(config.connectionTimeout()),
                "socketTimeout",
                silentFor(config.writeTimeout()));
    }

    /** In whole seconds, since 0 is for ever. */
    private static String silentFor(Duration timeout) {
        return String.valueOf(Math.max(1, timeout.toSeconds()));
    }

    /** @throws SQLException unless the server answers a query; the next time it is asked over new connections */
    void probe() throws SQLException {
        try (Connection connection = readers.getConnection()) {
            if (!connection.isValid((int) PROBE.toSeconds())) {
                throw new SQLException("a connection is not valid any more");
            }
        } catch (SQLException e) {
            readers.flush(FlushMode.IDLE);
            writers.flush(FlushMode.IDLE);
            throw e;
        }
    }

    void close() {
        readers.close();
        writers.close();
    }
}

package dev.morlens.store.db;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which PostgreSQL, and how it is used. */
@ConfigMapping(prefix = "morlens.database")
public interface DatabaseConfig {

    /** A JDBC URL of a PostgreSQL 15 or later. Without it the embedded server is used. */
    Optional<String> url();

    Optional<String> user();

    Optional<String> password();

    /** Of the embedded server; named by its major version, because another one cannot read its files. */
    @WithDefault(".morlens/pg18")
    Path directory();

    /** Twelve answers of a few milliseconds each keep two cores busy; more would only queue inside the server. */
    @WithDefault("12")
    int readers();

    /** The indexer of each network, and one more for a rebuild beside it. */
    @WithDefault("4")
    int writers();

    /** An answer that takes longer is a mistake of ours, and must not hold back the others. */
    @WithDefault("5s")
    Duration readTimeout();

    /** A server that says nothing for so long while the indexer waits is given up. Long enough to make one index of readers. */
    @WithDefault("10m")
    Duration writeTimeout();

    /** How long an answer waits for a connection, before it is told that the database does not answer. */
    @WithDefault("3s")
    Duration connectionTimeout();

    /** How often the database is looked after: a restart of the embedded server is at most this far away. */
    @WithDefault("1s")
    Duration healthCheckInterval();

    /** After so long without a batch another indexer may take over. Long enough for the largest batch of a backfill. */
    @WithDefault("30s")
    Duration lease();
}

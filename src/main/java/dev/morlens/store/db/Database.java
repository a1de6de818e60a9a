package dev.morlens.store.db;

import dev.morlens.store.embedded.EmbeddedServer;
import dev.morlens.store.embedded.ServerLogin;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Jdbi;

/**
 * The connections to PostgreSQL, kept by a thread of its own: it starts the embedded server, waits for a configured one,
 * and opens the pools anew when either comes back. Nobody else waits for it; until it is up they get a {@link
 * StoreUnavailableException}.
 */
@ApplicationScoped
public class Database {

    private static final Logger LOG = Logger.getLogger(Database.class);
    private static final int LAST = Interceptor.Priority.LIBRARY_AFTER;

    private final DatabaseConfig config;
    private final Optional<EmbeddedServer> embedded;
    private final Thread keeper = Thread.ofPlatform().name("database").daemon().unstarted(this::keep);
    private volatile boolean stopping;
    private volatile Optional<ConnectionPools> pools = Optional.empty();
    private volatile Optional<String> trouble = Optional.of("the database is starting");

    public Database(DatabaseConfig config) {
        this.config = config;
        this.embedded =
                config.url().isPresent() ? Optional.empty() : Optional.of(new EmbeddedServer(config.directory(), ""));
    }

    void start(@Observes StartupEvent event) {
        start();
    }

    public void start() {
        keeper.start();
    }

    /** Why nothing can be read or written now, in words for people; empty while all is well. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** Whether no other process can be using this database. */
    public boolean isExclusive() {
        return embedded.isPresent();
    }

    public Duration leaseTime() {
        return config.lease();
    }

    /** Short read-only transactions at one snapshot each. */
    public Jdbi reading() {
        return open().reading();
    }

    public Jdbi writing() {
        return open().writing();
    }

    /** Brings a schema's tables up to date. */
    public void migrate(String schema) {
        Schemas.migrate(open().login(), config, schema);
    }

    private ConnectionPools open() {
        Optional<String> reason = trouble;
        if (reason.isPresent()) {
            throw new DatabaseDownException(reason.get());
        }
        return pools.orElseThrow(() -> new DatabaseDownException("the database is stopping"));
    }

    private void keep() {
        while (!stopping) {
            lookAfter();
            pause();
        }
    }

    private void lookAfter() {
        try {
            ServerLogin login = embedded.map(EmbeddedServer::running).orElseGet(this::configured);
            if (!pools.map(ConnectionPools::login).equals(Optional.of(login))) {
                replacePools(login);
            }
            pools.orElseThrow().probe();
            if (trouble.isPresent()) {
                LOG.infof("database is up: %s", login);
            }
            trouble = Optional.empty();
        } catch (SQLException | RuntimeException e) {
            report("the database does not answer: " + withoutSecrets(String.valueOf(e.getMessage())));
        }
    }

    private void replacePools(ServerLogin login) throws SQLException {
        Optional<ConnectionPools> old = pools;
        pools = Optional.of(ConnectionPools.open(login, config));
        old.ifPresent(ConnectionPools::close);
    }

    private void report(String reason) {
        if (!trouble.equals(Optional.of(reason))) {
            LOG.warn(reason);
        }
        trouble = Optional.of(reason);
    }

    private String withoutSecrets(String text) {
        return config.url().isPresent() ? configured().withoutSecrets(text) : text;
    }

    private ServerLogin configured() {
        return new ServerLogin(
                config.url().orElseThrow(),
                config.user().orElse(""),
                config.password().orElse(""));
    }

    private void pause() {
        try {
            Thread.sleep(config.healthCheckInterval());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping = true;
        }
    }

    /** After all that still has something to write. */
    void stop(@Observes @Priority(LAST) ShutdownEvent event) {
        stop();
    }

    public void stop() {
        stopping = true;
        keeper.interrupt();
        try {
            keeper.join(Duration.ofSeconds(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        trouble = Optional.of("the database is stopping");
        pools.ifPresent(ConnectionPools::close);
        pools = Optional.empty();
        embedded.ifPresent(EmbeddedServer::close);
    }
}

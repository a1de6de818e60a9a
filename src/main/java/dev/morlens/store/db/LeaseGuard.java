package dev.morlens.store.db;

import java.util.List;

/**
 * Settings of a writer's connection by which the server frees the lease's row of a process that died, or froze, in the middle
 * of a batch: whoever comes next waits for that row.
 */
final class LeaseGuard {

    private LeaseGuard() {}

    static String sql(DatabaseConfig config) {
        long lease = config.lease().toMillis();
        return String.join(
                "; ",
                List.of(
                        "set lock_timeout = " + lease,
                        "set idle_in_transaction_session_timeout = " + lease,
                        "set tcp_keepalives_idle = 10",
                        "set tcp_keepalives_interval = 5",
                        "set tcp_keepalives_count = 4",
                        // Who froze while it was sending rows is not idle. Only PostgreSQL 17 and later have this one.
                        """
                        do $$ begin
                            perform set_config(name, '%d', false) from pg_settings where name = 'transaction_timeout';
                        end $$""".formatted(config.writeTimeout().toMillis())));
    }
}

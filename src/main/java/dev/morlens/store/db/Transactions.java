package dev.morlens.store.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Runs work in one transaction that sees one network's schema. A database that does not answer is told as such. */
public final class Transactions {

    /** A network's tables are made by its indexer, which may not have begun. */
    private static final String UNDEFINED_TABLE = "42P01";

    /** To let another transaction go on, as after a deadlock. */
    private static final String ROLLED_BACK = "40";

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Idle for too long (25P03), or open for too long (25P04). */
    private static final String TRANSACTION_TIMED_OUT = "25P0";

    public interface Work<T> {
        T in(Handle handle) throws SQLException, IOException;
    }

    public interface Act {
        void in(Handle handle) throws SQLException, IOException;
    }

    private Transactions() {}

    public static <T> T in(Jdbi jdbi, String schema, Work<T> work) {
        try {
            return jdbi.inTransaction(handle -> {
                handle.execute("set local search_path to " + schema);
                return unchecked(work, handle);
            });
        } catch (JdbiException e) {
            throw translated(e);
        }
    }

    private static <T> T unchecked(Work<T> work, Handle handle) {
        try {
            return work.in(handle);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    /** Connection failures (class 08), shutdowns (57P), deadlocks (40), exhausted resources (53), timeouts and missing tables pass; the rest is our mistake. */
    private static RuntimeException translated(JdbiException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && passes(sql.getSQLState())) {
                return new StoreUnavailableException("the database did not answer: " + sql.getMessage(), e);
            }
        }
        return e;
    }

    private static boolean passes(String state) {
        return state == null
                || state.equals(UNDEFINED_TABLE)
                || state.startsWith("08")
                || state.startsWith("57")
                || state.startsWith(ROLLED_BACK)
                || state.equals(LOCK_NOT_AVAILABLE)
                || state.startsWith(TRANSACTION_TIMED_OUT)
                || state.startsWith("53");
    }
}

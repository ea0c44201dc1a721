package org.passerelle.keys;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.passerelle.personaldata.OwnStoreUnavailable;

/**
 * The keys database, whose absence is a fault of our own: whatever needs a key waits for it and
 * uses no attempt.
 */
final class JdbcKeysDatabase {
    private final Jdbi jdbi;

    JdbcKeysDatabase(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    <T> T with(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.withHandle(work);
        } catch (JdbiException e) {
            throw judged(e);
        }
    }

    /** In one transaction of its own: the data and the keys share none. */
    <T> T within(HandleCallback<T, RuntimeException> work) {
        try {
            return jdbi.inTransaction(work);
        } catch (JdbiException e) {
            throw judged(e);
        }
    }

    private static RuntimeException judged(JdbiException failure) {
        return isAway(failure)
                ? new OwnStoreUnavailable(
                        "the keys database did not answer; see keys.url and whether its server runs;"
                                + " the work is done again when it does",
                        failure)
                : failure;
    }

    private static boolean isAway(JdbiException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectionException
                    || cause instanceof SQLTransientException
                    || cause instanceof SQLNonTransientConnectionException
                    || (cause instanceof SQLException sql && isConnectionState(sql))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConnectionState(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("08");
    }
}

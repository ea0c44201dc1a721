package org.passerelle.app.outage;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransactionRollbackException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.springframework.jms.JmsException;

/** Tells a fault of our own store or broker from a fault of the message or of the platform. */
public final class OwnFaults {
    /** MariaDB: lock wait time-out, deadlock, disk full, read only, too many connections. */
    private static final Set<Integer> PASSING_CODES =
            Set.of(1205, 1213, 1021, 1290, 1836, 1040, 1114, 1030);

    private static final int DEADLOCK = 1213;

    /** Lock wait time-out, deadlock. */
    private static final Set<Integer> BUSY_CODES = Set.of(1205, DEADLOCK);

    private OwnFaults() {}

    static boolean isOwn(Throwable failure) {
        return anyCause(
                failure,
                cause ->
                        cause instanceof OwnStoreUnavailable
                                || cause instanceof JMSException
                                || cause instanceof JmsException
                                || isAway(cause));
    }

    /** It runs and made us wait too long: a lock, a deadlock, no free connection of the pool. */
    static boolean isBusy(Throwable failure) {
        return anyCause(failure, OwnFaults::isWaiting);
    }

    /** The store gave this transaction up, whole, to let another one go on. */
    public static boolean isDeadlock(Throwable failure) {
        return anyCause(
                failure,
                cause -> cause instanceof SQLException sql && sql.getErrorCode() == DEADLOCK);
    }

    private static boolean isWaiting(Throwable cause) {
        return switch (cause) {
            case SQLTransactionRollbackException deadlock -> true;
            case SQLTransientConnectionException pool -> pool.getCause() == null;
            case SQLException sql -> BUSY_CODES.contains(sql.getErrorCode());
            default -> false;
        };
    }

    /**
     * The innermost class and MariaDB's number: no message of a driver, which may quote a value.
     */
    static String kind(Throwable failure) {
        var innermost = failure;
        for (int depth = 0; innermost.getCause() != null && depth < 50; depth++) {
            innermost = innermost.getCause();
        }
        var name = innermost.getClass().getSimpleName();
        return innermost instanceof SQLException sql ? name + " " + sql.getErrorCode() : name;
    }

    public static boolean isStoreAway(Throwable failure) {
        return anyCause(failure, OwnFaults::isAway);
    }

    private static boolean isAway(Throwable cause) {
        if (cause instanceof SQLTransientException
                || cause instanceof SQLNonTransientConnectionException) {
            return true;
        }
        return cause instanceof SQLException sql
                && ((sql.getSQLState() != null && sql.getSQLState().startsWith("08"))
                        || PASSING_CODES.contains(sql.getErrorCode()));
    }

    private static boolean anyCause(Throwable failure, Predicate<Throwable> test) {
        int depth = 0;
        for (Throwable cause = failure; cause != null && depth < 50; cause = cause.getCause()) {
            if (test.test(cause)) {
                return true;
            }
            depth++;
        }
        return false;
    }
}

package org.passerelle.app;

import jakarta.jms.JMSException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.Set;
import java.util.function.Predicate;
import org.passerelle.personaldata.OwnStoreUnavailable;
import org.springframework.jms.JmsException;

/** Tells a fault of our own store or broker from a fault of the message or of the platform. */
final class OwnFaults {
    /** MariaDB: lock wait time-out, deadlock, disk full, read only, too many connections. */
    private static final Set<Integer> PASSING_CODES =
            Set.of(1205, 1213, 1021, 1290, 1836, 1040, 1114, 1030);

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

    static boolean isStoreAway(Throwable failure) {
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

package org.passerelle.messages;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * One statement for many rows in one round trip. By JDBC itself: the driver sends JDBI's batches,
 * and batches with ON DUPLICATE KEY, row by row.
 */
public final class JdbcBatch {
    private JdbcBatch() {}

    /** Binds one row to the statement. */
    @FunctionalInterface
    public interface RowWriter<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Does nothing when there are no rows; fails as JDBI's own statements do. */
    public static <T> void write(
            Handle handle, String sql, Collection<T> rows, RowWriter<T> writer) {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement = handle.getConnection().prepareStatement(sql)) {
            for (T row : rows) {
                writer.bind(statement, row);
                statement.addBatch();
            }
            statement.executeBatch();
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, handle.createUpdate(sql).getContext());
        }
    }
}

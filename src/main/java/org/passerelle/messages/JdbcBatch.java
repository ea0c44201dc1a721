package org.passerelle.messages;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;

/**
 * One statement over many rows in one round trip. By JDBC itself: the driver sends JDBI's batches,
 * and batches with ON DUPLICATE KEY, row by row.
 */
public final class JdbcBatch {
    private JdbcBatch() {}

    /** Binds one row to the statement. */
    @FunctionalInterface
    public interface RowWriter<T> {
        void bind(PreparedStatement statement, T row) throws SQLException;
    }

    /** Takes one row of an answer. */
    @FunctionalInterface
    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /**
     * Reads with a statement whose text is new every time, so it goes past the caches of prepared
     * statements, which it would fill.
     *
     * @throws JdbcStatementFailed whatever the store said
     */
    public static void read(Handle handle, String sql, RowReader reader) {
        try (var statement = handle.getConnection().createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new JdbcStatementFailed(e);
        }
    }

    /**
     * Does nothing when there are no rows.
     *
     * @throws JdbcStatementFailed whatever the store said
     */
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
            throw new JdbcStatementFailed(e);
        }
    }
}

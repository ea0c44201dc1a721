package org.passerelle.learning.records;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/**
 * Statements over a thousand keys at once. The text of such a statement is new every time, so it
 * goes past the caches of prepared statements, which it would fill.
 */
public final class JdbcRows {
    private JdbcRows() {}

    public interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** {@code x'…',x'…'}: hexadecimal digits only, so nothing can be injected. */
    public static String literals(Collection<HexKey> keys) {
        var text = new StringBuilder(keys.size() * 37);
        for (HexKey key : keys) {
            text.append(text.isEmpty() ? "x'" : ",x'").append(key).append('\'');
        }
        return text.toString();
    }

    public static void read(Handle handle, String sql, RowReader reader) {
        try (var statement = handle.getConnection().createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    public static int write(Handle handle, String sql, Binder binder) {
        try (var statement = handle.getConnection().prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static StatementFailed failed(SQLException e) {
        return new StatementFailed(e);
    }

    /**
     * Of the same family as what JDBI throws, so that a store that is away is recognised as such.
     */
    private static final class StatementFailed extends JdbiException {
        private static final long serialVersionUID = 1;

        StatementFailed(SQLException cause) {
            super("a statement over many rows failed", cause);
        }
    }
}

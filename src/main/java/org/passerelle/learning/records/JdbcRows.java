package org.passerelle.learning.records;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import org.jdbi.v3.core.Handle;
import org.passerelle.messages.JdbcStatementFailed;

/**
 * Statements over a thousand keys at once. The text of such a statement is new every time, so it
 * goes past the caches of prepared statements, which it would fill.
 */
public final class JdbcRows {
    private JdbcRows() {}

    /** {@code x'…',x'…'}: hexadecimal digits only, so nothing can be injected. */
    public static String literals(Collection<HexKey> keys) {
        var text = new StringBuilder(keys.size() * 37);
        for (HexKey key : keys) {
            text.append(text.isEmpty() ? "x'" : ",x'").append(key).append('\'');
        }
        return text.toString();
    }

    public interface Binder {
        void bind(PreparedStatement statement) throws SQLException;
    }

    public static int write(Handle handle, String sql, Binder binder) {
        try (var statement = handle.getConnection().prepareStatement(sql)) {
            binder.bind(statement);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new JdbcStatementFailed(e);
        }
    }
}

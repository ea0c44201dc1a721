package org.passerelle.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.passerelle.personaldata.SubjectId;

/** Statements over many subjects at once, past the caches of prepared statements. */
final class JdbcStatements {
    private JdbcStatements() {}

    interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    /** {@code x'…',x'…'}: hexadecimal digits only, so nothing can be injected. */
    static String literals(Collection<SubjectId> subjects) {
        return subjects.stream().map(JdbcStatements::literal).collect(Collectors.joining(","));
    }

    static String literal(SubjectId subject) {
        return "x'" + subject + "'";
    }

    static void read(Handle handle, String sql, RowReader reader) {
        try (var statement = handle.getConnection().createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                reader.read(rows);
            }
        } catch (SQLException e) {
            throw new StatementFailed(e);
        }
    }

    static SubjectId subject(ResultSet row, int column) throws SQLException {
        return SubjectId.of(row.getBytes(column));
    }

    /** Of the family JDBI throws, so that a store that is away is recognised as such. */
    private static final class StatementFailed extends JdbiException {
        private static final long serialVersionUID = 1;

        StatementFailed(SQLException cause) {
            super("a statement over many subjects failed", cause);
        }
    }
}

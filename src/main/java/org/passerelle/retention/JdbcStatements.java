package org.passerelle.retention;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.JdbcStatementFailed;
import org.passerelle.personaldata.SubjectId;

/** Statements over many subjects at once, past the caches of prepared statements. */
public final class JdbcStatements {
    private static final int ROWS = 200;

    private JdbcStatements() {}

    /** {@code x'…',x'…'}: hexadecimal digits only, so nothing can be injected. */
    public static String literals(Collection<SubjectId> subjects) {
        return subjects.stream().map(JdbcStatements::literal).collect(Collectors.joining(","));
    }

    static String literal(SubjectId subject) {
        return "x'" + subject + "'";
    }

    /**
     * Writes many rows with few statements: on a busy machine the round trips cost most.
     *
     * @param values a statement's head before, and its tail after, the lists of values
     */
    public static void write(Handle handle, Values values, List<List<@Nullable Object>> rows) {
        for (int from = 0; from < rows.size(); from += ROWS) {
            var part = rows.subList(from, Math.min(from + ROWS, rows.size()));
            try (var statement = handle.getConnection().prepareStatement(values.sql(part))) {
                int position = 1;
                for (List<@Nullable Object> row : part) {
                    for (Object value : row) {
                        statement.setObject(position++, value);
                    }
                }
                statement.executeUpdate();
            } catch (SQLException e) {
                throw new JdbcStatementFailed(e);
            }
        }
    }

    /** The text of a statement around its lists of values. */
    public record Values(String head, String tail) {
        String sql(List<List<@Nullable Object>> rows) {
            var list = "(?" + ",?".repeat(rows.getFirst().size() - 1) + ")";
            return head + list + ("," + list).repeat(rows.size() - 1) + tail;
        }
    }

    public static SubjectId subject(ResultSet row, int column) throws SQLException {
        return SubjectId.of(row.getBytes(column));
    }

    public static Optional<LocalDate> day(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column)).map(LocalDate::parse);
    }
}

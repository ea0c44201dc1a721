package org.passerelle.journal.hygiene;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.passerelle.messages.JdbcStatementFailed;

/**
 * The rows of one table as texts, every column that could hold one; what is sealed reads as noise.
 */
public final class JdbcTableTexts implements ScannedPlace {
    private static final Pattern NAME = Pattern.compile("[a-z_]{1,64}");
    private static final int ROWS_AT_ONCE = 500;

    private final Jdbi jdbi;
    private final String table;

    /**
     * @param table one that need not exist
     */
    public JdbcTableTexts(Jdbi jdbi, String table) {
        if (!NAME.matcher(table).matches()) {
            throw new IllegalArgumentException("table names are lower-case letters");
        }
        this.jdbi = jdbi;
        this.table = table;
    }

    @Override
    public String key() {
        return table.replace('_', '-');
    }

    @Override
    public void read(Consumer<String> reader) {
        var columns = columns();
        if (columns.isEmpty()) {
            return;
        }
        var sql = "SELECT " + String.join(", ", columns) + " FROM " + table;
        jdbi.useHandle(
                handle -> {
                    try (var statement = handle.getConnection().createStatement()) {
                        // The driver streams when asked so; a table may be larger than the heap.
                        statement.setFetchSize(ROWS_AT_ONCE);
                        try (var rows = statement.executeQuery(sql)) {
                            while (rows.next()) {
                                reader.accept(text(rows, columns.size()));
                            }
                        }
                    } catch (SQLException e) {
                        throw new JdbcStatementFailed(e);
                    }
                });
    }

    private static String text(ResultSet row, int columns) throws SQLException {
        var text = new StringBuilder();
        for (int column = 1; column <= columns; column++) {
            var bytes = row.getBytes(column);
            if (bytes != null) {
                text.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
            }
        }
        return text.toString();
    }

    private List<String> columns() {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT CONCAT('`', COLUMN_NAME, '`') FROM information_schema.COLUMNS"
                                                + " WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = :table"
                                                + " AND DATA_TYPE IN ('varchar', 'text', 'mediumtext', 'longtext',"
                                                + " 'blob', 'mediumblob', 'longblob', 'varbinary')"
                                                + " ORDER BY ORDINAL_POSITION")
                                .bind("table", table)
                                .mapTo(String.class)
                                .list());
    }
}

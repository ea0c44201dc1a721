package org.passerelle.custody.backup;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Every table of one database as SQL statements, one per line, as they were at one moment.
 *
 * <p>Memory: rows stream past; a statement holds about a megabyte. It locks nothing.
 */
public final class JdbcDump {
    private static final int STATEMENT = 1 << 20;
    private static final int FETCH = 500;
    private static final Set<String> BYTES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> NUMBERS =
            Set.of(
                    "tinyint",
                    "smallint",
                    "mediumint",
                    "int",
                    "bigint",
                    "decimal",
                    "double",
                    "float");

    private final Jdbi jdbi;

    public JdbcDump(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** How a column is written. */
    private record Column(String name, Form form) {
        /** Bytes come as hexadecimal digits, all else as text. */
        String selected() {
            return switch (form) {
                case BYTES -> "HEX(`" + name + "`)";
                case NUMBER, TEXT -> "CAST(`" + name + "` AS CHAR CHARACTER SET utf8mb4)";
            };
        }

        String literal(String value) {
            return switch (form) {
                case BYTES -> value.isEmpty() ? "''" : "x'" + value + "'";
                case NUMBER -> value;
                case TEXT -> quoted(value);
            };
        }
    }

    private enum Form {
        BYTES,
        NUMBER,
        TEXT
    }

    /**
     * @return how many rows
     */
    long write(Consumer<String> sink) {
        return jdbi.withHandle(
                handle -> {
                    handle.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
                    handle.execute("START TRANSACTION WITH CONSISTENT SNAPSHOT");
                    try {
                        sink.accept("SET NAMES utf8mb4;");
                        sink.accept("SET time_zone = '+00:00';");
                        sink.accept("SET foreign_key_checks = 0;");
                        long rows = 0;
                        for (String table : tables(handle)) {
                            rows += table(handle, table, sink);
                        }
                        return rows;
                    } finally {
                        handle.execute("COMMIT");
                    }
                });
    }

    static List<String> tables(Handle handle) {
        return handle.createQuery(
                        "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE()"
                                + " AND TABLE_TYPE = 'BASE TABLE' ORDER BY TABLE_NAME")
                .mapTo(String.class)
                .list();
    }

    private static long table(Handle handle, String table, Consumer<String> sink) {
        var made =
                handle.createQuery("SHOW CREATE TABLE `" + table + "`")
                        .map((row, context) -> row.getString(2))
                        .one();
        sink.accept("DROP TABLE IF EXISTS `" + table + "`;");
        sink.accept(made.replaceAll("\\R", " ") + ";");
        return rows(handle, table, sink);
    }

    private static long rows(Handle handle, String table, Consumer<String> sink) {
        var columns = columns(handle, table);
        var names =
                columns.stream()
                        .map(column -> "`" + column.name() + "`")
                        .collect(Collectors.joining(","));
        var selected = columns.stream().map(Column::selected).collect(Collectors.joining(","));
        var insert = "INSERT INTO `" + table + "` (" + names + ") VALUES ";
        var waiting = new ArrayList<String>();
        var size = new int[1];
        var count = new long[1];
        handle.createQuery("SELECT " + selected + " FROM `" + table + "`")
                .setFetchSize(FETCH)
                .map((row, context) -> tuple(row, columns))
                .forEach(
                        tuple -> {
                            count[0]++;
                            if (size[0] + tuple.length() > STATEMENT) {
                                flush(insert, waiting, sink);
                                size[0] = 0;
                            }
                            waiting.add(tuple);
                            size[0] += tuple.length();
                        });
        flush(insert, waiting, sink);
        return count[0];
    }

    private static void flush(String insert, List<String> waiting, Consumer<String> sink) {
        if (!waiting.isEmpty()) {
            sink.accept(insert + String.join(",", waiting) + ";");
            waiting.clear();
        }
    }

    private static String tuple(ResultSet row, List<Column> columns) throws SQLException {
        var tuple = new StringBuilder("(");
        for (int i = 0; i < columns.size(); i++) {
            var value = row.getString(i + 1);
            tuple.append(i == 0 ? "" : ",")
                    .append(row.wasNull() ? "NULL" : columns.get(i).literal(value));
        }
        return tuple.append(')').toString();
    }

    private static List<Column> columns(Handle handle, String table) {
        return handle.createQuery(
                        "SELECT COLUMN_NAME, DATA_TYPE FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE()"
                                + " AND TABLE_NAME = :table AND GENERATION_EXPRESSION IS NULL ORDER BY ORDINAL_POSITION")
                .bind("table", table)
                .map((row, context) -> new Column(row.getString(1), form(row.getString(2))))
                .list();
    }

    private static Form form(String type) {
        if (BYTES.contains(type)) {
            return Form.BYTES;
        }
        return NUMBERS.contains(type) ? Form.NUMBER : Form.TEXT;
    }

    private static String quoted(String value) {
        var text = new StringBuilder("'");
        value.chars()
                .forEach(
                        c -> {
                            switch (c) {
                                case '\'' -> text.append("''");
                                case '\\' -> text.append("\\\\");
                                case '\n' -> text.append("\\n");
                                case '\r' -> text.append("\\r");
                                case 0 -> text.append("\\0");
                                default -> text.append((char) c);
                            }
                        });
        return text.append('\'').toString();
    }
}

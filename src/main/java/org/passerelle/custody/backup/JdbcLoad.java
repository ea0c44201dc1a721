package org.passerelle.custody.backup;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Puts a backup in the place of everything one database holds.
 *
 * <p>Guarantee: interrupted, the database is marked as half loaded ({@link #UNFINISHED}) and
 * nothing starts on it; loading again mends it.
 */
public final class JdbcLoad {
    /** A table that is there only while a backup is being loaded. */
    public static final String UNFINISHED = "restore_unfinished";

    private final Jdbi jdbi;

    public JdbcLoad(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Whether this database was in use: it has accounts, subjects or keys of subjects. */
    public boolean holdsAnything() {
        return jdbi.withHandle(
                handle -> {
                    var tables = JdbcDump.tables(handle);
                    if (tables.contains(UNFINISHED)) {
                        return false;
                    }
                    return Stream.of("subjects", "subject_keys")
                            .filter(tables::contains)
                            .anyMatch(
                                    table ->
                                            handle.createQuery("SELECT COUNT(*) FROM " + table)
                                                            .mapTo(Long.class)
                                                            .one()
                                                    > 0);
                });
    }

    public void load(BackupFile file) {
        jdbi.useHandle(
                handle -> {
                    handle.execute("SET foreign_key_checks = 0");
                    handle.execute("CREATE TABLE IF NOT EXISTS " + UNFINISHED + " (id INT)");
                    JdbcDump.tables(handle).stream()
                            .filter(table -> !table.equals(UNFINISHED))
                            .forEach(table -> handle.execute("DROP TABLE `" + table + "`"));
                    execute(handle, file);
                    handle.execute("SET foreign_key_checks = 1");
                    handle.execute("DROP TABLE " + UNFINISHED);
                });
    }

    /** Past the search for parameters: a statement holds a megabyte of values. */
    private static void execute(Handle handle, BackupFile file) {
        try (var statement = handle.getConnection().createStatement()) {
            file.statements(sql -> execute(statement, sql));
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static void execute(Statement statement, String sql) {
        try {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused(e);
        }
    }

    private static IllegalStateException refused(SQLException e) {
        return new IllegalStateException(
                "a statement of the backup was refused with SQL state "
                        + e.getSQLState()
                        + "; the database stays marked as half loaded: load it again",
                e);
    }
}

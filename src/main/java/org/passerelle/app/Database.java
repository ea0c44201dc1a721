package org.passerelle.app;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/** One database: its pool, migrated to the newest version. */
public final class Database implements AutoCloseable {
    private final HikariDataSource pool;
    private final Jdbi jdbi;

    private Database(HikariDataSource pool) {
        this.pool = pool;
        this.jdbi = Jdbi.create(pool);
    }

    /**
     * Opens the pool and migrates.
     *
     * @param url a {@code jdbc:mariadb:} URL with its TLS parameters; time-zone parameters are
     *     added here
     * @param migrations a folder on the class path: {@code db/migration} or {@code db/keys}
     */
    public static Database open(
            String url, String user, String password, String migrations, int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(
                url
                        + (url.contains("?") ? "&" : "?")
                        + "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&preserveInstants=true&useBulkStmts=true");
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        // The server's default locks the gaps between rows: who empties a queue would stop all who
        // fill it.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setPoolName(migrations.replace('/', '-'));
        var pool = new HikariDataSource(config);
        try {
            migrate(pool, migrations);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return new Database(pool);
    }

    private static void migrate(HikariDataSource pool, String migrations) {
        var flyway =
                Flyway.configure().dataSource(pool).locations("classpath:" + migrations).load();
        for (MigrationInfo step : flyway.info().applied()) {
            if (step.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new DataFolderProblem(
                        "the database "
                                + migrations
                                + " was written by a newer Passerelle (step "
                                + step.getVersion()
                                + " is unknown here); install the newer version, or restore a"
                                + " backup made by this one",
                        null);
            }
        }
        flyway.migrate();
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    /** Whether it answers and takes writes. */
    public boolean answers() {
        try {
            return jdbi.withHandle(
                    handle ->
                            handle.createQuery("SELECT @@read_only = 0")
                                    .mapTo(Boolean.class)
                                    .one());
        } catch (JdbiException e) {
            return false;
        }
    }

    public HikariDataSource pool() {
        return pool;
    }

    @Override
    public void close() {
        pool.close();
    }
}

package org.passerelle.app.backing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.passerelle.custody.backup.JdbcLoad;

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
        var pool = pool(url, user, password, migrations, connections);
        try {
            requireWhole(pool, migrations);
            migrate(pool, url, migrations);
        } catch (RuntimeException e) {
            pool.close();
            throw e;
        }
        return new Database(pool);
    }

    /** As it is, whatever that is: for loading a backup into it. */
    static Database openUnmigrated(String url, String user, String password, String migrations) {
        return new Database(pool(url, user, password, migrations, 2));
    }

    private static HikariDataSource pool(
            String url, String user, String password, String migrations, int connections) {
        var config = new HikariConfig();
        config.setJdbcUrl(jdbcUrl(url));
        config.setUsername(user);
        config.setPassword(password);
        config.setMaximumPoolSize(connections);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Duration.ofSeconds(5).toMillis());
        // The server's default locks the gaps between rows: who empties a queue would stop all who
        // fill it.
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.setPoolName(migrations.replace('/', '-'));
        return new HikariDataSource(config);
    }

    private static void migrate(HikariDataSource pool, String url, String migrations) {
        var steps =
                Flyway.configure()
                        .dataSource(pool)
                        .locations("classpath:" + migrations)
                        .load()
                        .info();
        for (MigrationInfo step : steps.applied()) {
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
        var flyway = Flyway.configure().locations("classpath:" + migrations);
        if (steps.pending().length > 0) {
            flyway.dataSource(unhurried(url), pool.getUsername(), pool.getPassword());
        } else {
            flyway.dataSource(pool);
        }
        flyway.load().migrate();
    }

    /** A step may rebuild a big table, for longer than a silence is borne otherwise. */
    private static String unhurried(String url) {
        return jdbcUrl(url) + "&socketTimeout=0";
    }

    private static String jdbcUrl(String url) {
        return url
                + (url.contains("?") ? "&" : "?")
                + "connectionTimeZone=UTC&forceConnectionTimeZoneToSession=true&preserveInstants=true&useBulkStmts=true";
    }

    private static void requireWhole(HikariDataSource pool, String migrations) {
        boolean half =
                Jdbi.create(pool)
                        .withHandle(
                                handle ->
                                        handle.createQuery("SHOW TABLES LIKE :name")
                                                .bind("name", JdbcLoad.UNFINISHED)
                                                .mapTo(String.class)
                                                .findOne()
                                                .isPresent());
        if (half) {
            throw new DataFolderProblem(
                    "the database "
                            + migrations
                            + " holds half a backup: loading it was interrupted; load it again:"
                            + " passerelle restore load FILE",
                    null);
        }
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

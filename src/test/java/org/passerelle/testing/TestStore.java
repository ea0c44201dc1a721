package org.passerelle.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.passerelle.app.backing.Database;
import org.passerelle.app.backing.EmbeddedMariaDb;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;
import org.passerelle.app.backing.JdbcTransactions;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.JdbcSubjectKeys;
import org.passerelle.keys.MasterKey;
import org.passerelle.keys.MasterKeyFile;
import org.passerelle.keys.MasterKeys;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.personaldata.Transactions;

/**
 * A real, migrated MariaDB for one test class: a fresh pair of databases on a server shared by the
 * whole test run. Use as {@code @RegisterExtension static final TestStore STORE = new
 * TestStore();}.
 */
public final class TestStore implements BeforeAllCallback, AfterAllCallback {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static volatile EmbeddedMariaDb server;

    private MasterKeys masters;
    private Database data;
    private Database keys;
    private int number;

    @Override
    public void beforeAll(ExtensionContext context) throws SQLException {
        open();
    }

    /** For use outside JUnit's life cycle. */
    public TestStore open() throws SQLException {
        var access = server().access();
        number = NUMBER.incrementAndGet();
        data = database(access.port(), Access.DATA, access.dataPassword(), "db/migration", number);
        keys = database(access.port(), Access.KEYS, access.keysPassword(), "db/keys", number);
        masters =
                MasterKeys.open(
                        new JdbcMasterKeys(keys.jdbi(), Clock.systemUTC()),
                        masterKeyFile(),
                        new SecureRandom());
        return this;
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    public void close() {
        data.close();
        keys.close();
    }

    /** Where the server listens on loopback, for a process that brings its own connections. */
    public int port() {
        return server().access().port();
    }

    /** The name of this class's own database of that account. */
    public String database(String user) {
        return user + "_test_" + number;
    }

    /** Of {@link Access#DATA} or {@link Access#KEYS}. */
    public String password(String user) {
        var access = server().access();
        return user.equals(Access.KEYS) ? access.keysPassword() : access.dataPassword();
    }

    public Jdbi jdbi() {
        return data.jdbi();
    }

    public Jdbi keysJdbi() {
        return keys.jdbi();
    }

    public Transactions transactions() {
        return new JdbcTransactions(data.jdbi());
    }

    public MasterKey master() {
        return masters.secrets();
    }

    public MasterKeys masters() {
        return masters;
    }

    /** Of this store alone. */
    public MasterKeyFile masterKeyFile() {
        return new MasterKeyFile(
                Path.of("target", "master-keys", ProcessHandle.current().pid() + "-" + number));
    }

    public SubjectKeys subjectKeys(Clock clock) {
        return new JdbcSubjectKeys(keys.jdbi(), masters, new SecureRandom(), clock);
    }

    /** Empties the named tables between tests of one class. */
    public void empty(String... tables) {
        for (String table : tables) {
            data.jdbi().useHandle(handle -> handle.execute("DELETE FROM " + table));
        }
    }

    public long count(String table) {
        return data.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery("SELECT COUNT(*) FROM " + table)
                                        .mapTo(Long.class)
                                        .one());
    }

    private static Database database(
            int port, String user, String password, String migrations, int number)
            throws SQLException {
        var name = user + "_test_" + number;
        var base = "jdbc:mariadb://127.0.0.1:" + port + "/";
        try (var connection =
                        DriverManager.getConnection(
                                base + user + "?sslMode=disable", user, password);
                var statement = connection.createStatement()) {
            statement.execute(
                    "CREATE DATABASE `" + name + "` CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
        }
        return Database.open(base + name + "?sslMode=disable", user, password, migrations, 6);
    }

    private static synchronized EmbeddedMariaDb server() {
        if (server == null) {
            try {
                var folder =
                        Files.createTempDirectory(
                                Files.createDirectories(Path.of("target")).toAbsolutePath(),
                                "mariadb-");
                server = EmbeddedMariaDb.start(folder, false);
                Runtime.getRuntime().addShutdownHook(new Thread(server::close));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return server;
    }
}

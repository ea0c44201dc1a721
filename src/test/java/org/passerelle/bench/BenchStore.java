package org.passerelle.bench;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
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

/** The embedded store as the product starts it: every commit is forced to the disk. */
final class BenchStore implements AutoCloseable {
    final Clock clock = Clock.systemUTC();
    final MasterKey master;
    private final MasterKeys masters;
    private final EmbeddedMariaDb server;
    private final Database data;
    private final Database keys;

    BenchStore(Path folder) {
        server = EmbeddedMariaDb.start(folder.resolve("mariadb"), true);
        var access = server.access();
        data = database(access, Access.DATA, access.dataPassword(), "db/migration");
        keys = database(access, Access.KEYS, access.keysPassword(), "db/keys");
        masters =
                MasterKeys.open(
                        new JdbcMasterKeys(keys.jdbi(), clock),
                        new MasterKeyFile(folder.resolve("master.key")),
                        new SecureRandom());
        master = masters.secrets();
    }

    private static Database database(
            Access access, String name, String password, String migrations) {
        var url = "jdbc:mariadb://127.0.0.1:" + access.port() + "/" + name + "?sslMode=disable";
        return Database.open(url, name, password, migrations, 16);
    }

    Jdbi jdbi() {
        return data.jdbi();
    }

    Transactions transactions() {
        return new JdbcTransactions(data.jdbi());
    }

    SubjectKeys subjectKeys() {
        return new JdbcSubjectKeys(keys.jdbi(), masters, new SecureRandom(), clock);
    }

    long number(String sql) {
        return jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    /** Rows written to any table since the server started, temporary ones not counted. */
    long writes(String counter) {
        return jdbi().withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT VARIABLE_VALUE FROM information_schema.GLOBAL_STATUS"
                                                        + " WHERE VARIABLE_NAME = :name")
                                        .bind("name", counter)
                                        .mapTo(Long.class)
                                        .one());
    }

    /**
     * Processor time of this program and of the server so far: what a busy machine does not change.
     */
    double processorSeconds() {
        var ours = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
        var servers =
                ProcessHandle.current()
                        .descendants()
                        .map(child -> child.info().totalCpuDuration().orElse(Duration.ZERO))
                        .reduce(Duration.ZERO, Duration::plus);
        return ours.plus(servers).toMillis() / 1000.0;
    }

    void execute(String sql) {
        jdbi().useHandle(handle -> handle.execute(sql));
    }

    @Override
    public void close() {
        data.close();
        keys.close();
        server.close();
    }
}

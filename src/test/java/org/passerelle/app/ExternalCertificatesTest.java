package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.backing.BrokerAccess;
import org.passerelle.app.backing.ExternalPartProblem;
import org.passerelle.app.node.Node;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.testing.TestCertificate;

/** A MariaDB and an Artemis elsewhere whose certificate is too old, or another host's. */
class ExternalCertificatesTest {
    @TempDir Path folder;

    @Test
    void an_expired_certificate_is_named_with_its_date() throws Exception {
        try (var external = parts(-30, -20, "localhost")) {
            assertThatThrownBy(() -> start(external.settings("server")))
                    .isInstanceOf(ExternalPartProblem.class)
                    .hasMessageContaining("the database of setting store.url: no TLS connection")
                    .hasMessageContaining("has expired (NotAfter: ")
                    .hasMessageContaining("renew it");
            assertThatThrownBy(() -> look(external))
                    .isInstanceOf(ExternalPartProblem.class)
                    .hasMessageContaining("the broker of setting broker.url: no TLS connection")
                    .hasMessageContaining("has expired (NotAfter: ");
        }
    }

    @Test
    void a_certificate_of_another_host_is_named_as_such() throws Exception {
        try (var external = parts(-1, 30, "db.imp.example")) {
            assertThatThrownBy(() -> start(external.settings("server")))
                    .isInstanceOf(ExternalPartProblem.class)
                    .hasMessageContaining("the database of setting store.url: no TLS connection")
                    .hasMessageContaining("is not for the host in the address");
            assertThatThrownBy(() -> look(external))
                    .isInstanceOf(ExternalPartProblem.class)
                    .hasMessageContaining("the broker of setting broker.url: no TLS connection")
                    .hasMessageContaining("is not for the host in the address");
        }
    }

    /** Its days count from today. */
    private TlsParts parts(int from, int until, String name) throws Exception {
        var now = Clock.systemUTC().instant();
        return new TlsParts(
                folder.resolve("tls"),
                new TestCertificate(
                        now.plus(Duration.ofDays(from)), now.plus(Duration.ofDays(until)), name),
                settings(Map.of()).delivery());
    }

    private void start(Map<String, String> settings) {
        Node.start(settings(settings), EnumSet.allOf(Role.class), Clock.systemUTC()).close();
    }

    private void look(TlsParts external) throws Exception {
        var broker = settings(external.settings("server")).broker();
        BrokerAccess.external(broker).requireWelcome(broker);
    }

    private Settings settings(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.put("folders.data", folder.resolve("data").toString());
        all.put("http.port", "0");
        all.put("management.port", "0");
        return new SettingsReader().commandLine(all).read(Path.of("").toAbsolutePath());
    }
}

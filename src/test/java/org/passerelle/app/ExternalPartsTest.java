package org.passerelle.app;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.backing.ExternalPartProblem;
import org.passerelle.app.node.Node;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.SettingsReader;

/** A MariaDB and an Artemis elsewhere, reached by TLS only: what is refused, and in which words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalPartsTest {
    @TempDir static Path folder;
    private TlsParts external;

    @BeforeAll
    void start() throws Exception {
        external = new TlsParts(folder.resolve("tls"), settings(Map.of()).delivery());
    }

    @AfterAll
    void stop() {
        external.close();
    }

    @Test
    void a_store_whose_certificate_is_of_a_stranger_is_refused() throws Exception {
        var wrong = new LinkedHashMap<>(external.settings("server"));
        wrong.put(
                "store.tls-certificate-file",
                external.settings("stranger").get("store.tls-certificate-file"));

        assertThatThrownBy(() -> start(wrong))
                .isInstanceOf(ExternalPartProblem.class)
                .hasMessageContaining("the database of setting store.url: no TLS connection")
                .hasMessageContaining("store.tls-certificate-file");
    }

    @Test
    void a_broker_whose_certificate_is_of_a_stranger_is_refused() throws Exception {
        var wrong = new LinkedHashMap<>(external.settings("server"));
        wrong.put(
                "broker.tls-trust-store-file",
                external.settings("stranger").get("broker.tls-trust-store-file"));

        assertThatThrownBy(() -> start(wrong))
                .isInstanceOf(ExternalPartProblem.class)
                .hasMessageContaining("the broker of setting broker.url: no TLS connection")
                .hasMessageContaining("broker.tls-trust-store-file");
    }

    @Test
    void a_wrong_password_is_refused_by_name() throws Exception {
        var store = new LinkedHashMap<>(external.settings("server"));
        store.put("store.password-file", store.get("broker.password-file"));
        var broker = new LinkedHashMap<>(external.settings("server"));
        broker.put("broker.password-file", broker.get("store.password-file"));

        assertThatThrownBy(() -> start(store))
                .hasMessageContaining("the database of setting store.url refused the account");
        assertThatThrownBy(() -> start(broker))
                .hasMessageContaining("the broker of setting broker.url refused the account");
    }

    private static void start(Map<String, String> settings) {
        Node.start(settings(settings), EnumSet.allOf(Role.class), Clock.systemUTC()).close();
    }

    private static Settings settings(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.put("folders.data", folder.resolve("data").toString());
        all.put("http.port", "0");
        all.put("management.port", "0");
        return new SettingsReader().commandLine(all).read(Path.of("").toAbsolutePath());
    }
}

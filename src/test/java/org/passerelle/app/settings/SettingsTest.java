package org.passerelle.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private static final Path HOME = Path.of("").toAbsolutePath();
    private static final Path FILE = HOME.resolve("config/passerelle.properties");

    @Test
    void the_file_states_the_defaults() {
        var defaults = new SettingsReader().read(HOME);

        var asInTheFile = new SettingsReader().file(FILE).read(HOME);

        assertThat(asInTheFile).isEqualTo(defaults);
        assertThat(defaults.delivery().redeliveryMaxDelay()).isEqualTo(Duration.ofMinutes(5));
        assertThat(defaults.store().tls()).isEqualTo(Settings.Tls.VERIFY_FULL);
        assertThat(defaults.broker().tls()).isTrue();
        assertThat(defaults.embedsStore() && defaults.embedsBroker()).isTrue();
    }

    @Test
    void every_setting_stands_in_the_file_and_nothing_else() throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(FILE)) {
            properties.load(reader);
        }

        assertThat(properties.stringPropertyNames())
                .containsExactlyInAnyOrderElementsOf(new SettingsReader().keys());
    }

    @Test
    void every_property_is_mapped_and_the_last_source_wins(@TempDir Path data) throws IOException {
        Files.writeString(
                data.resolve("passerelle.properties"),
                "store.max-connections=7\nstore.tls=verify-ca\nconsumers.polls=5\n");
        var settings =
                new SettingsReader()
                        .file(FILE)
                        .file(data.resolve("passerelle.properties"))
                        .environment(
                                Map.of(
                                        "PASSERELLE_CONSUMERS_POLLS", "6",
                                        "PASSERELLE_STORE_PASSWORD", "hunter2",
                                        "HOME", "/root"))
                        .commandLine(Map.of("upkeep.poll-tick", "250ms"))
                        .read(HOME);

        assertThat(settings.store().maxConnections()).isEqualTo(7);
        assertThat(settings.store().tls()).isEqualTo(Settings.Tls.VERIFY_CA);
        assertThat(settings.consumers().polls()).isEqualTo(6);
        assertThat(settings.upkeep().pollTick()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.store().password()).contains(new Secret("hunter2"));
        assertThat(settings.toString()).doesNotContain("hunter2");
    }

    @Test
    void unknown_and_ill_typed_keys_stop_the_start_all_at_once() {
        var reader =
                new SettingsReader()
                        .environment(Map.of("PASSERELLE_STORE_URLL", "x"))
                        .commandLine(
                                Map.of(
                                        "store.max-conections", "5",
                                        "delivery.redelivery-delay", "15",
                                        "broker.tls", "yes",
                                        "http.port", "eighty",
                                        "store.tls", "on"));

        assertThatThrownBy(() -> reader.read(HOME))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("unknown setting store.max-conections (--set)")
                .hasMessageContaining("nearest known: store.max-connections")
                .hasMessageContaining(
                        "PASSERELLE_STORE_URLL is no setting; nearest: PASSERELLE_STORE_URL")
                .hasMessageContaining(
                        "setting delivery.redelivery-delay is '15'; expected a number with its unit")
                .hasMessageContaining("setting broker.tls is 'yes'; expected true or false")
                .hasMessageContaining("setting http.port is 'eighty'; expected a whole number")
                .hasMessageContaining("setting store.tls is 'on'; expected one of disable, trust");
    }

    @Test
    void a_key_that_stands_twice_in_the_file_is_named(@TempDir Path folder) throws IOException {
        var file =
                Files.writeString(
                        folder.resolve("passerelle.properties"),
                        "http.port=8080\nmanagement.port=0\nhttp.port=8081\n");

        assertThatThrownBy(() -> new SettingsReader().file(file).read(HOME))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("setting http.port stands twice in " + file)
                .hasMessageNotContaining("management.port");
    }

    @Test
    void a_secret_comes_from_a_file_or_the_environment_only(@TempDir Path folder)
            throws IOException {
        var file = Files.writeString(folder.resolve("password"), "hunter2\n");

        var fromFile =
                new SettingsReader()
                        .commandLine(Map.of("broker.password-file", file.toString()))
                        .read(HOME);
        var onTheCommandLine =
                new SettingsReader().commandLine(Map.of("broker.password", "hunter2"));
        var fromNowhere =
                new SettingsReader().commandLine(Map.of("keys.password-file", "/nowhere"));

        assertThat(fromFile.broker().password()).contains(new Secret("hunter2"));
        assertThatThrownBy(() -> onTheCommandLine.read(HOME))
                .hasMessageContaining("broker.password (--set) is a secret")
                .hasMessageContaining("broker.password-file")
                .message()
                .doesNotContain("hunter2");
        assertThatThrownBy(() -> fromNowhere.read(HOME))
                .hasMessageContaining("keys.password-file: the file /nowhere cannot be read");
    }
}

package org.passerelle.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.app.demo.DemoFiles;
import org.passerelle.app.node.Node;
import org.passerelle.app.node.Restoring;
import org.passerelle.policy.pack.Packs;

/** Parts that are not on this machine: where they are, and whether data may be there (IMP-61). */
class WhereaboutsTest {
    private static final Clock MARCH =
            Clock.fixed(Instant.parse("2026-03-09T08:00:00Z"), ZoneOffset.UTC);

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({
        "store.url, jdbc:mariadb://db.school.example:3306/passerelle, places.store, the store",
        "keys.url, jdbc:mariadb://db.school.example/passerelle_keys, places.keys, the keys' store",
        "broker.url, tcp://queue.school.example:61616, places.broker, the broker",
        "mail.host, smtp.school.example, places.mail, the mail server",
    })
    void a_part_elsewhere_without_a_country_stops_the_start(
            String address, String value, String place, String title) {
        assertThatThrownBy(() -> start(Map.of(address, value)))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("setting " + place + " is empty")
                .hasMessageContaining(title + " of " + address)
                .hasMessageContaining("write for example " + place + "=FR")
                .message()
                .doesNotContain(value);
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://localhost:61616",
                "tcp://127.0.0.1:61616?compressLargeMessage=true",
                "tcp://127.8.0.1:61616",
                "tcp://[::1]:61616",
                "tcp://LOCALHOST:61616"
            })
    void what_is_reached_on_loopback_needs_no_country(String address) {
        assertThat(Whereabouts.require(settings(Map.of("broker.url", address)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp://localhost.school.example:61616",
                "tcp://127.0.0.1.school.example:61616",
                "(tcp://localhost:61616,tcp://queue.school.example:61616)?ha=true",
                "tcp://localhost:61616,queue.school.example:61616",
                "tcp://localhost:61616#tcp://queue.school.example:61616",
                "tcp://localhost:61616?ha=true#tcp://queue.school.example:61616",
            })
    void an_address_that_only_begins_like_loopback_needs_one(String address) {
        assertThatThrownBy(() -> Whereabouts.require(settings(Map.of("broker.url", address))))
                .hasMessageContaining("places.broker");
    }

    @Test
    void the_parts_of_a_new_installation_are_all_here() {
        assertThat(Whereabouts.require(settings(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "places.store, US, the store",
        "places.mail, CH, the mail server",
        "places.evidence, GB London, the second place of the evidence",
        "places.backups, US, the place of your backups"
    })
    void a_country_that_the_pack_of_an_organisation_forbids_stops_the_start(
            String setting, String place, String title) {
        assertThatThrownBy(() -> start(Map.of(setting, place)))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("setting " + setting + " is '" + place + "', and " + title)
                .hasMessageContaining("data of imp-formation: the pack lets nothing go to")
                .hasMessageContaining("it knows no exception")
                .hasMessageContaining("(transfers/european-union-only, IMP-61)");
        assertThat(folder.resolve("data")).as("nothing was started").doesNotExist();
    }

    @Test
    void a_backup_is_not_loaded_into_a_store_in_a_forbidden_country() {
        var settings = settings(Map.of("places.store", "US"));

        assertThatThrownBy(
                        () -> new Restoring(settings, MARCH).load(folder.resolve("backup"), false))
                .isInstanceOf(SettingsProblem.class)
                .hasMessageContaining("setting places.store is 'US'");
    }

    @Test
    void where_a_pack_names_adequate_countries_a_part_may_be_there_and_nowhere_else()
            throws IOException {
        var packs = Packs.load(onlyUpromi());

        assertThatCode(() -> judge("CH Genève", packs, "2026-03-09")).doesNotThrowAnyException();
        assertThatThrownBy(() -> judge("US", packs, "2026-03-09"))
                .hasMessageContaining("data of upromi: the pack lets nothing go to US without")
                .hasMessageContaining("UPR-70");
    }

    @Test
    void under_clauses_a_part_may_be_elsewhere_until_their_last_day() throws IOException {
        var config = onlyUpromi();
        var transfers = config.resolve("organisations/upromi/policy/transfers.yaml");
        Files.writeString(
                transfers,
                Files.readString(transfers)
                        + "  - { key: hosting, countries: [US], until: 2026-06-30, clause: \"CCT\","
                        + " requirement: UPR-71 }\n");
        var packs = Packs.load(config);

        assertThatCode(() -> judge("US", packs, "2026-06-30")).doesNotThrowAnyException();
        assertThatThrownBy(() -> judge("US", packs, "2026-07-01"))
                .hasMessageContaining("the pack lets nothing go to US");
    }

    @ParameterizedTest
    @ValueSource(strings = {"France", "fr", "XX", "FRA", "Perpignan FR"})
    void a_place_that_names_no_country_is_refused(String place) {
        assertThatThrownBy(() -> settings(Map.of("places.broker", place)))
                .hasMessageContaining("setting places.broker is '" + place + "'; expected the two")
                .hasMessageContaining("FR Perpignan");
    }

    private static void judge(String place, Packs packs, String day) {
        var settings =
                new SettingsReader()
                        .commandLine(Map.of("places.mail", place))
                        .read(Path.of("").toAbsolutePath());
        var noon = LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
        Whereabouts.judge(Whereabouts.require(settings), packs, Clock.fixed(noon, ZoneOffset.UTC));
    }

    private Path onlyUpromi() throws IOException {
        var config = folder.resolve("config");
        DemoFiles.copy(Path.of("config"), config);
        DemoFiles.delete(config.resolve("organisations/imp-formation"));
        return config;
    }

    private void start(Map<String, String> settings) {
        Node.start(settings(settings), EnumSet.allOf(Role.class), MARCH).close();
    }

    private Settings settings(Map<String, String> more) {
        var all = new LinkedHashMap<>(more);
        all.put("folders.data", folder.resolve("data").toString());
        all.put("http.port", "0");
        all.put("management.port", "0");
        return new SettingsReader().commandLine(all).read(Path.of("").toAbsolutePath());
    }
}

package org.passerelle.journal.hygiene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.journal.alerts.JdbcSecurityAlerts;
import org.passerelle.journal.alerts.SecurityAlerts;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class HygieneCheckTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final KnownPeople.Marks ZOE =
            new KnownPeople.Marks(
                    texts("Zoé", "Le Goff"),
                    texts("zoe.legoff@eleve.example", "zlegoff", "SIS-00123"),
                    texts());
    private static final KnownPeople.Marks TOKEN =
            new KnownPeople.Marks(texts(), texts(), texts("0f1e2d3c4b5a69788796a5b4c3d2e1f0"));

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final List<String> lines = new ArrayList<>();
    private SecurityAlerts alerts;
    private HygieneCheck check;

    private static List<FieldValue.Text> texts(String... values) {
        return Stream.of(values).map(FieldValue.Text::new).toList();
    }

    @BeforeEach
    void open() {
        STORE.empty("security_alerts", "outbox_messages", "journal_entries", "failure_groups");
        var outbox = new JdbcOutbox(STORE.jdbi(), clock);
        alerts =
                new SecurityAlerts(
                        STORE.transactions(),
                        new JdbcSecurityAlerts(STORE.jdbi()),
                        new JdbcJournal(STORE.jdbi(), clock),
                        outbox,
                        clock);
        check =
                new HygieneCheck(
                        reader -> {
                            reader.accept(ZOE);
                            reader.accept(TOKEN);
                        },
                        List.of(
                                new Lines(),
                                new JdbcTableTexts(STORE.jdbi(), "failure_groups"),
                                new JdbcTableTexts(STORE.jdbi(), "not_there")),
                        alerts);
    }

    private final class Lines implements ScannedPlace {
        @Override
        public String key() {
            return "log";
        }

        @Override
        public void read(Consumer<String> reader) {
            lines.forEach(reader);
        }
    }

    private void finds(Leak.What... what) {
        assertThat(check.check().leaks()).extracting(Leak::what).containsExactly(what);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cannot erase Zoé Le Goff",
                "LE GOFF, Zoe: not found",
                "{\"firstname\":\"Zo\\u00e9\",\"lastname\":\"Le Goff\"}",
                "{\"lastName\":\"Le Goff\",\"firstName\":\"Zoé\"}",
                "user=zoe-le-goff"
            })
    void a_name_is_found_however_it_is_written(String line) {
        lines.add(line);

        finds(Leak.What.NAME);
    }

    @Test
    void any_address_is_found() {
        lines.add("refused: {\"email\":\"somebody.else@example.org\"}");

        finds(Leak.What.ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"idnumber=SIS-00123", "{\"username\":\"zlegoff\"}", "(sis-00123)."})
    void an_account_name_or_a_learner_number_is_found(String line) {
        lines.add(line);

        finds(Leak.What.KEY);
    }

    @Test
    void a_token_of_ours_is_found() {
        lines.add("GET /webservice?wstoken=0f1e2d3c4b5a69788796a5b4c3d2e1f0&x=1");

        finds(Leak.What.TOKEN);
    }

    @Test
    void pseudonyms_words_and_numbers_are_no_leak() {
        lines.addAll(
                List.of(
                        "erasing subject 00112233445566778899aabbccddeeff: 123 records",
                        "Zoé is a given name alone; Goff alone too",
                        "sign-in of lea.martin at 127.0.0.1:8180",
                        "jdbc:mariadb://127.0.0.1:3306/passerelle",
                        "2026-03-09T10:15:30Z poll-run 12"));

        var report = check.check();

        assertThat(report.leaks()).isEmpty();
        assertThat(report.texts()).isEqualTo(5);
        assertThat(alerts.counts()).isEmpty();
    }

    @Test
    void a_leak_planted_in_a_table_is_an_alert_that_says_where_and_not_who() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO failure_groups VALUES ('0123456789abcdef', 'c', 'r', 's',"
                                                + " 'no such user: Zoé Le Goff', NOW(), NOW())"));

        var report = check.check();

        assertThat(report.leaks()).containsExactly(new Leak("failure-groups", Leak.What.NAME, 1));
        assertThat(alerts.counts()).containsEntry(AlertKind.PERSONAL_DATA_IN_CLEAR, 1L);
        assertThat(alerts.open(10))
                .extracting(alert -> alert.alert().object())
                .containsExactly("name in failure-groups");
        assertThat(STORE.count("outbox_messages")).isOne();
        String told =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT CONCAT(o.body, j.details, j.object) FROM"
                                                                + " outbox_messages o, journal_entries j")
                                                .mapTo(String.class)
                                                .one());
        assertThat(told).contains("failure-groups").doesNotContainIgnoringCase("goff");
    }

    @Test
    void a_leak_that_stays_is_counted_on_its_alert_and_told_once() {
        lines.add("Zoé Le Goff");
        check.check();

        check.check();

        assertThat(alerts.open(10)).singleElement().matches(alert -> alert.times() == 2);
        assertThat(STORE.count("outbox_messages")).isOne();
    }
}

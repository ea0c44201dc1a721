package org.passerelle.journal.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.messages.Address;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.MessageCodec;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class SecurityAlertsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final OrganisationKey IMP = new OrganisationKey("imp-formation");

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final JdbcOutbox outbox = new JdbcOutbox(STORE.jdbi(), clock);
    private SecurityAlerts alerts;

    @BeforeEach
    void open() {
        STORE.empty("security_alerts", "outbox_messages", "journal_entries");
        alerts =
                new SecurityAlerts(
                        STORE.transactions(),
                        new JdbcSecurityAlerts(STORE.jdbi()),
                        new JdbcJournal(STORE.jdbi(), clock),
                        outbox,
                        clock);
    }

    @ParameterizedTest
    @EnumSource(AlertKind.class)
    void every_kind_is_told_as_an_event_of_the_published_shape(AlertKind kind) throws IOException {
        assertThat(alerts.raise(new Alert(kind, IMP, "account lea.martin", 3))).isTrue();

        var message = STORE.transactions().within(() -> outbox.waiting(10)).getFirst();
        assertThat(message.address()).isEqualTo(Address.EVENTS);
        var schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                        .getSchema(
                                Files.readString(
                                        Path.of(
                                                "config/schemas/event-security-alert.schema.json")));
        assertThat(schema.validate(MessageCodec.decode(message.body(), JsonNode.class))).isEmpty();
    }

    @Test
    void the_same_alert_while_it_is_open_is_counted_and_not_told_again() {
        alerts.raise(new Alert(AlertKind.MASS_READ, IMP, "account lea.martin", 300));
        clock.advance(Duration.ofMinutes(5));

        assertThat(alerts.raise(new Alert(AlertKind.MASS_READ, IMP, "account lea.martin", 200)))
                .isFalse();

        assertThat(alerts.open(10))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.times()).isEqualTo(2);
                            assertThat(alert.alert().count()).isEqualTo(300);
                            assertThat(alert.last()).isEqualTo(clock.instant());
                        });
        assertThat(STORE.count("outbox_messages")).isOne();
        assertThat(STORE.count("journal_entries")).isOne();
    }

    @Test
    void an_acknowledged_alert_is_closed_and_the_next_one_is_told() {
        alerts.raise(new Alert(AlertKind.DENIED_EXPORT, IMP, "account lea.martin", 1));
        long number = alerts.open(1).getFirst().number();

        var closed = alerts.acknowledge(number, "claire");

        assertThat(closed.orElseThrow().ended().orElseThrow().by()).isEqualTo("claire");
        assertThat(alerts.counts()).isEmpty();
        assertThat(alerts.acknowledge(number, "claire")).isEmpty();
        assertThat(alerts.raise(new Alert(AlertKind.DENIED_EXPORT, IMP, "account lea.martin", 1)))
                .isTrue();
        assertThat(STORE.count("outbox_messages")).isEqualTo(2);
    }

    @Test
    void an_alert_takes_no_value_of_a_person() {
        assertThatThrownBy(
                        () -> new Alert(AlertKind.MASS_READ, IMP, "account zoe@eleve.example", 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("zoe");
    }
}

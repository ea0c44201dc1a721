package org.passerelle.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.journal.alerts.AlertKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

class MassReadsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final SecureRandom RANDOM = new SecureRandom();

    private DisclosureFixture fixture;
    private long most;

    @BeforeEach
    void start() {
        STORE.empty("exports", "security_alerts", "outbox_messages", "journal_entries");
        fixture = new DisclosureFixture(STORE);
        most = fixture.ground.settings().massRead();
    }

    @Test
    void many_subjects_read_within_the_hour_are_seen_however_much_was_journalled_since() {
        read("lea", "archive-read", most / 2);
        read("lea", "request-read", most - most / 2 + 1);
        fixture.clock.advance(Duration.ofMinutes(50));
        somethingElse(25_000);

        look();

        assertThat(fixture.alerts.open(5))
                .singleElement()
                .satisfies(
                        alert -> {
                            assertThat(alert.alert().kind()).isEqualTo(AlertKind.MASS_READ);
                            assertThat(alert.alert().object()).isEqualTo("account lea");
                            assertThat(alert.alert().count()).isEqualTo(most + 1);
                        });
    }

    @Test
    void as_many_as_allowed_the_same_ones_again_and_those_of_an_hour_ago_are_no_mass_read() {
        read("lea", "request-read", most);
        read("lea", "request-document-made", 0);
        fixture.clock.advance(Duration.ofMinutes(61));
        read("lea", "request-read", 1);

        look();

        assertThat(fixture.alerts.counts()).isEmpty();
    }

    @Test
    void the_question_is_answered_by_the_index_of_actions_and_times() {
        var plan =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "EXPLAIN SELECT actor FROM journal_entries WHERE at >="
                                                                + " '2026-03-09' AND action IN ('request-read',"
                                                                + " 'archive-read')")
                                                .mapToMap()
                                                .one());

        assertThat(String.valueOf(plan.get("possible_keys"))).contains("journal_by_action");
    }

    private void look() {
        new MassReads(fixture.ground, new JdbcMassReads(STORE.jdbi())).look();
    }

    private void read(String account, String action, long subjects) {
        var journal = new JdbcJournal(STORE.jdbi(), fixture.clock);
        for (long i = 0; i < subjects; i++) {
            var subject = SubjectId.random(RANDOM);
            journal.append(
                    new JournalEntry(
                            DisclosureFixture.UPROMI,
                            account,
                            action,
                            "request 1",
                            Optional.of(subject),
                            "read",
                            Map.of()));
        }
    }

    private void somethingElse(int entries) {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "INSERT INTO journal_entries (at, organisation, actor, action, object,"
                                                + " outcome, details) SELECT ?, 'upromi', 'engine', 'poll-ended',"
                                                + " 'poll-run 1', 'done', '{}' FROM seq_1_to_"
                                                + entries,
                                        fixture.clock.instant()));
    }
}

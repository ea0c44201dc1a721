package org.passerelle.learning.records;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.learning.AmbiguousLearnerNumber;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class SubjectDirectoryTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final PlatformKey IMP = new PlatformKey("imp-moodle");
    private static final PlatformKey UPROMI = new PlatformKey("upromi-moodle");

    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final SubjectKeys keys = STORE.subjectKeys(clock);
    private final JdbcSubjectDirectory directory = directory();

    @BeforeEach
    void empty() {
        STORE.empty("subjects");
    }

    @Test
    void a_user_keeps_the_pseudonym_and_two_platforms_share_none() {
        var first = directory.pseudonyms(IMP, List.of(7L, 8L));

        var again = directory().pseudonyms(IMP, List.of(8L, 7L, 9L));
        var elsewhere = directory.pseudonyms(UPROMI, List.of(7L));

        assertThat(again).hasSize(3).containsAllEntriesOf(first);
        assertThat(again.values()).doesNotContainAnyElementsOf(elsewhere.values());
        assertThat(directory.platformOf(elsewhere.get(7L))).contains(UPROMI);
    }

    @Test
    void thousands_of_users_are_made_at_once_and_each_opens_its_own_id() {
        var users = LongStream.rangeClosed(1, 2_500).boxed().toList();

        var made = directory.pseudonyms(IMP, users);

        assertThat(made).hasSize(2_500);
        assertThat(made.values()).doesNotHaveDuplicates();
        assertThat(directory.platformUserId(made.get(1_234L))).hasValue(1_234);
        assertThat(STORE.count("subjects")).isEqualTo(2_500);
    }

    @Test
    void the_platform_id_is_nowhere_in_clear_text() {
        directory.pseudonyms(IMP, List.of(987_654_321L));

        var stored =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT sealed_user_id FROM subjects")
                                                .mapTo(byte[].class)
                                                .one());
        assertThat(new String(stored, StandardCharsets.ISO_8859_1)).doesNotContain("987654321");
    }

    @Test
    void a_learner_number_finds_its_subject_without_regard_to_case() {
        var made = directory.pseudonyms(IMP, List.of(7L, 8L));
        directory.learnerNumbers(IMP, Map.of(made.get(7L), "SIS-01001É", made.get(8L), ""));

        assertThat(directory.byLearnerNumber(IMP, " sis-01001é ")).contains(made.get(7L));
        assertThat(directory.byLearnerNumber(UPROMI, "SIS-01001É")).isEmpty();
        assertThat(directory.byLearnerNumber(IMP, "")).isEmpty();
    }

    @Test
    void a_learner_number_carried_by_two_accounts_means_nobody() {
        var made = directory.pseudonyms(IMP, List.of(7L, 8L));
        directory.learnerNumbers(IMP, Map.of(made.get(7L), "SIS-1", made.get(8L), "sis-1"));

        assertThatThrownBy(() -> directory.byLearnerNumber(IMP, "SIS-1"))
                .isInstanceOf(AmbiguousLearnerNumber.class)
                .hasMessageNotContaining("SIS-1");
    }

    @Test
    void a_forgotten_subject_leads_to_nobody_and_who_comes_back_is_somebody_new() {
        var before = directory.pseudonyms(IMP, List.of(7L)).get(7L);
        directory.learnerNumbers(IMP, Map.of(before, "SIS-1"));

        directory.forget(before);
        keys.destroy(before, Compartment.LIVE);

        assertThat(directory.platformUserId(before)).isEmpty();
        assertThat(directory.byLearnerNumber(IMP, "SIS-1")).isEmpty();
        assertThat(directory.platformOf(before)).contains(IMP);
        assertThat(directory.pseudonyms(IMP, List.of(7L)).get(7L)).isNotEqualTo(before);
    }

    @Test
    void two_pollers_that_meet_the_same_users_agree() throws Exception {
        var users = LongStream.rangeClosed(1, 300).boxed().toList();
        Callable<Map<Long, ?>> poll = () -> directory().pseudonyms(IMP, users);

        try (var pollers = Executors.newFixedThreadPool(2)) {
            var answers = pollers.invokeAll(List.of(poll, poll));

            assertThat(answers.get(0).get()).isEqualTo(answers.get(1).get());
        }
        assertThat(STORE.count("subjects")).isEqualTo(300);
    }

    private JdbcSubjectDirectory directory() {
        return new JdbcSubjectDirectory(
                STORE.jdbi(), keys, STORE.master(), new SecureRandom(), clock);
    }
}

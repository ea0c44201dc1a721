package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.IMP;
import static org.passerelle.learning.polls.ScriptedSite.USER;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

/** What a poll does with subjects whose processing is restricted (GDPR Art. 18). */
class FrozenSubjectsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private final Set<SubjectId> frozen = new HashSet<>();
    private Desk desk;
    private ScriptedSite site;

    @BeforeEach
    void open() {
        desk = new Desk(STORE, platform -> Set.copyOf(frozen));
        site = desk.site;
        IntStream.rangeClosed(1, 5).forEach(user -> site.user(user, "User " + user));
        desk.poll("users");
        desk.changes();
    }

    @Test
    void what_is_polled_of_a_restricted_subject_is_dropped_before_it_is_staged() {
        frozen.add(subject(2));
        site.user(2, "Renamed");
        site.user(3, "Renamed too");

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.COMPLETE);
        assertThat(desk.changes()).containsExactly("user changed 2");
        assertThat(version(2)).isEqualTo(1);
        assertThat(version(3)).isEqualTo(2);
    }

    @Test
    void a_restricted_subject_is_never_counted_absent() {
        frozen.add(subject(2));
        site.remove(USER, 0, 2);
        site.remove(USER, 0, 3);

        desk.poll("users");
        desk.poll("users");
        desk.poll("users");

        assertThat(desk.changes()).containsExactly("user gone 2");
        assertThat(state(2)).isEqualTo("PRESENT");
        assertThat(state(3)).isEqualTo("GONE");
    }

    @Test
    void the_first_poll_after_the_lifting_brings_what_happened_meanwhile() {
        frozen.add(subject(2));
        site.user(2, "Renamed");
        desk.poll("users");
        frozen.clear();

        desk.poll("users");

        assertThat(desk.changes()).containsExactly("user changed 2");
    }

    @Test
    void a_page_of_restricted_subjects_only_is_no_site_that_repeats_itself() {
        frozen.addAll(desk.directory.pseudonyms(IMP, List.of(1L, 2L, 3L, 4L, 5L)).values());

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.COMPLETE);
        assertThat(desk.changes()).isEmpty();
    }

    private SubjectId subject(long user) {
        return desk.directory.pseudonyms(IMP, List.of(user)).get(user);
    }

    private long version(long user) {
        return desk.ask(
                "SELECT version FROM learning_records WHERE kind = 'user' AND subject_id = x'"
                        + subject(user)
                        + "'");
    }

    private String state(long user) {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT state FROM learning_records WHERE kind = 'user'"
                                                        + " AND subject_id = :subject")
                                        .bind("subject", subject(user).bytes())
                                        .mapTo(String.class)
                                        .one());
    }
}

package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.COURSE;
import static org.passerelle.learning.polls.ScriptedSite.ENROLMENT;
import static org.passerelle.learning.polls.ScriptedSite.USER;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordKey;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.messages.Address;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.messages.OutboxMessage.Turn;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.testing.TestStore;

class PollingTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private Desk desk;
    private ScriptedSite site;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
        site = desk.site;
    }

    @Test
    void the_first_poll_stores_courses_then_enrolments_and_tells_of_each() {
        site.course(2, "INF100");
        site.course(3, "GEN");
        IntStream.rangeClosed(1, 7).forEach(user -> site.enrol(2, user, "student"));
        site.enrol(3, 1, "student");

        var runs = desk.poll("enrolments");

        assertThat(runs)
                .extracting(PollRun::verdict)
                .allMatch(it -> it.get() == RunVerdict.COMPLETE);
        assertThat(STORE.count("learning_records")).isEqualTo(10);
        assertThat(desk.changes()).hasSize(10).contains("course added 1", "enrolment added 1");
        assertThat(STORE.count("staging")).isZero();
    }

    @Test
    void an_unchanged_site_writes_no_learning_row_and_tells_nothing() {
        site.course(2, "INF100");
        IntStream.rangeClosed(1, 7).forEach(user -> site.enrol(2, user, "student"));
        site.user(1, "Zoé");
        desk.poll("enrolments");
        desk.poll("users");
        desk.changes();
        var before = desk.rows();

        desk.poll("enrolments");
        desk.poll("users");
        desk.takeTasks();

        assertThat(desk.rows()).isEqualTo(before);
        assertThat(desk.events).isEmpty();
    }

    @Test
    void a_value_that_goes_and_comes_back_is_three_versions_and_three_ids() {
        site.user(1, "A");
        desk.poll("users");
        site.user(1, "B");
        desk.poll("users");
        site.user(1, "A");
        desk.poll("users");
        desk.takeTasks();

        assertThat(desk.events.stream().filter(it -> it.type().equals("records-changed")))
                .extracting(it -> it.body().at("/changes/0/version").asInt())
                .containsExactly(1, 2, 3);
        assertThat(desk.events).extracting(it -> it.id()).doesNotHaveDuplicates();
    }

    @Test
    void pages_are_asked_for_until_one_is_empty() {
        IntStream.rangeClosed(1, 6).forEach(user -> site.user(user, "User " + user));

        desk.poll("users");

        assertThat(site.asked(USER)).extracting(ReadRequest::offset).containsExactly(0, 3, 6);
    }

    @Test
    void the_next_page_is_taken_before_what_waits_already() {
        IntStream.rangeClosed(1, 4).forEach(user -> site.user(user, "User " + user));
        desk.polling.schedule().plan(desk.platform, "users");
        assertThat(turns()).containsExactly(Turn.LAST);

        desk.polling.tasks().run(desk.takeTasks().getFirst());

        assertThat(turns()).containsExactly(Turn.NEXT);
    }

    private List<Turn> turns() {
        return STORE.transactions().within(() -> desk.outbox.waiting(100)).stream()
                .filter(message -> message.address() == Address.POLLS)
                .map(OutboxMessage::turn)
                .toList();
    }

    @Test
    void names_of_every_shape_survive_and_are_not_readable_in_the_table() {
        var long_ = "é".repeat(10_000);
        site.user(1, long_);
        site.user(2, "<script>alert('x')</script> &amp; \"quotes\"");
        site.user(3, "Zoé 👩‍🎓 \u0000 ﷽");
        site.user(4, "broken \ud83d");

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.COMPLETE);
        assertThat(STORE.count("learning_records")).isEqualTo(4);
        assertThat(readable("learning_records", "outbox_messages", "subjects"))
                .contains(desk.platform.key().value())
                .doesNotContain("<script>", "Zoé", "éééé");
    }

    /** All bytes of all columns, as a person with a copy of the tables would search them. */
    private static String readable(String... tables) {
        var text = new StringBuilder();
        for (String table : tables) {
            STORE.jdbi()
                    .withHandle(
                            handle ->
                                    handle.createQuery("SELECT * FROM " + table).mapToMap().list())
                    .forEach(row -> row.values().forEach(value -> text.append(text(value))));
        }
        return text.toString();
    }

    private static String text(Object value) {
        return value instanceof byte[] bytes
                ? new String(bytes, StandardCharsets.UTF_8)
                : String.valueOf(value);
    }

    @Test
    void nothing_is_gone_before_two_complete_runs_missed_it() {
        site.course(2, "INF100");
        site.enrol(2, 1, "student");
        site.enrol(2, 2, "student");
        desk.poll("enrolments");
        desk.changes();

        site.remove(ENROLMENT, 2, 2);
        desk.poll("enrolments");
        assertThat(desk.changes()).isEmpty();
        desk.poll("enrolments");
        assertThat(desk.changes()).containsExactly("enrolment gone 2");
        desk.poll("enrolments");
        assertThat(desk.changes()).isEmpty();
        site.enrol(2, 2, "student");
        desk.poll("enrolments");
        assertThat(desk.changes()).containsExactly("enrolment added 3");
    }

    @Test
    void a_record_that_is_back_after_one_absence_starts_counting_anew() {
        site.user(1, "A");
        site.user(2, "B");
        desk.poll("users");
        site.remove(USER, 0, 2);
        desk.poll("users");
        site.user(2, "B");
        desk.poll("users");
        desk.changes();

        site.remove(USER, 0, 2);
        desk.poll("users");

        assertThat(desk.changes()).isEmpty();
    }

    @Test
    void a_partial_run_between_two_complete_ones_proves_nothing() {
        site.user(1, "A");
        site.user(2, "B");
        desk.poll("users");
        desk.changes();
        site.remove(USER, 0, 2);

        desk.poll("users");
        site.next(USER, sink -> sink.unreadable(USER, 1, "expected a number at id"));
        assertThat(desk.poll("users", USER).verdict()).contains(RunVerdict.PARTIAL);
        desk.poll("users");

        assertThat(desk.changes()).isEmpty();
        desk.poll("users");
        assertThat(desk.changes()).containsExactly("user gone 2");
    }

    @Test
    void the_last_copy_of_a_record_in_one_run_counts() {
        site.user(1, "A");
        site.next(
                USER,
                sink -> {
                    var subject =
                            desk.directory
                                    .pseudonyms(ScriptedSite.IMP, java.util.List.of(1L))
                                    .get(1L);
                    sink.record(
                            new LearningRecord(
                                    USER,
                                    new RecordKey(java.util.List.of(subject.toString())),
                                    java.util.Optional.of(subject),
                                    java.util.Optional.empty(),
                                    Map.of(
                                            new org.passerelle.personaldata.FieldName("firstName"),
                                            new FieldValue.Text("B"))));
                });
        desk.poll("users");
        desk.changes();
        site.user(1, "B");

        desk.poll("users");

        assertThat(desk.changes()).isEmpty();
    }

    @Test
    void a_course_that_left_the_list_is_asked_for_no_more() {
        site.course(2, "INF100");
        site.course(3, "GEN");
        desk.poll("enrolments");
        site.remove(COURSE, 3, 0);
        desk.poll("enrolments");
        desk.poll("enrolments");
        site.forgetAsked();

        desk.poll("enrolments");

        assertThat(site.asked(ENROLMENT))
                .extracting(request -> request.course().get().value())
                .containsExactly(2L);
    }
}

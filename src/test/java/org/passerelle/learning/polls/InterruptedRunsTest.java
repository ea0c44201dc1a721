package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.learning.polls.ScriptedSite.COURSE;
import static org.passerelle.learning.polls.ScriptedSite.ENROLMENT;
import static org.passerelle.learning.polls.ScriptedSite.IMP;
import static org.passerelle.learning.polls.ScriptedSite.USER;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordKey;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.personaldata.PermanentFailure;
import org.passerelle.personaldata.TransientFailure;
import org.passerelle.policy.Decision;
import org.passerelle.policy.PackVersion;
import org.passerelle.policy.RuleKey;
import org.passerelle.testing.TestStore;

class InterruptedRunsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private Desk desk;
    private ScriptedSite site;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
        site = desk.site;
    }

    @Test
    void a_page_that_broke_off_is_read_again_and_nothing_is_doubled() {
        IntStream.rangeClosed(1, 5).forEach(user -> site.user(user, "User " + user));
        site.next(USER, sink -> fail(new Passing()));
        desk.polling.schedule().plan(desk.platform, "users");
        var first = desk.takeTasks().getFirst();

        assertThatThrownBy(() -> desk.polling.tasks().run(first)).isInstanceOf(Passing.class);
        assertThat(STORE.count("learning_records")).isZero();
        desk.polling.tasks().run(first);
        desk.runAll();

        assertThat(STORE.count("learning_records")).isEqualTo(5);
        assertThat(desk.changes()).hasSize(5).containsOnly("user added 1");
        assertThat(verdict()).isEqualTo(RunVerdict.COMPLETE);
    }

    @Test
    void a_crash_in_the_middle_of_a_big_answer_doubles_and_loses_nothing() {
        site.user(1, "A");
        site.next(
                USER,
                sink -> {
                    many(sink, 4_500);
                    throw new Passing();
                });
        site.next(USER, sink -> many(sink, 5_000));
        desk.polling.schedule().plan(desk.platform, "users");
        var task = desk.takeTasks().getFirst();

        assertThatThrownBy(() -> desk.polling.tasks().run(task)).isInstanceOf(Passing.class);
        assertThat(STORE.count("learning_records")).isEqualTo(4_000);
        desk.polling.tasks().run(task);
        desk.runAll();

        assertThat(STORE.count("learning_records")).isEqualTo(5_001);
        assertThat(desk.changes()).hasSize(5_001).containsOnly("user added 1");
        assertThat(desk.polling.runs().list(IMP, 1).getFirst().counts().added()).isEqualTo(5_001);
    }

    private void many(RecordSink sink, int users) {
        var pseudonyms =
                desk.directory.pseudonyms(
                        IMP, java.util.stream.LongStream.range(10, 10 + users).boxed().toList());
        for (var subject : pseudonyms.entrySet()) {
            sink.record(
                    new LearningRecord(
                            USER,
                            new RecordKey(List.of(subject.getValue().toString())),
                            java.util.Optional.of(subject.getValue()),
                            java.util.Optional.empty(),
                            java.util.Map.of(
                                    new org.passerelle.personaldata.FieldName("firstName"),
                                    new org.passerelle.personaldata.FieldValue.Text(
                                            "User " + subject.getKey()))));
        }
    }

    @Test
    void several_pollers_share_the_tasks_of_a_run_and_end_it_once() throws Exception {
        for (long course = 2; course <= 9; course++) {
            site.course(course, "C" + course);
            for (long user = 1; user <= 8; user++) {
                site.enrol(course, user + course, "student");
            }
        }
        desk.polling.schedule().plan(desk.platform, "enrolments");

        try (var pollers = java.util.concurrent.Executors.newFixedThreadPool(3)) {
            for (var tasks = desk.takeTasks(); !tasks.isEmpty(); tasks = desk.takeTasks()) {
                var jobs =
                        tasks.stream()
                                .map(
                                        task ->
                                                java.util.concurrent.Executors.callable(
                                                        () -> desk.polling.tasks().run(task)))
                                .toList();
                for (var done : pollers.invokeAll(jobs)) {
                    done.get();
                }
            }
        }

        assertThat(desk.polling.runs().list(IMP, 10))
                .extracting(run -> run.verdict().orElseThrow())
                .containsExactly(RunVerdict.COMPLETE, RunVerdict.COMPLETE);
        assertThat(STORE.count("learning_records")).isEqualTo(8 + 64);
        assertThat(desk.events.stream().filter(it -> it.type().equals("run-ended"))).hasSize(2);
        assertThat(desk.changes()).hasSize(8 + 64);
    }

    @Test
    void old_runs_are_deleted_and_those_that_wait_for_a_person_stay() {
        site.user(1, "A");
        var old = desk.poll("users", USER);
        site.removeAll(USER);
        var held = desk.poll("users", USER);
        desk.clock.advance(Duration.ofDays(91));

        desk.polling.upkeep().tidy();

        assertThat(desk.polling.runs().show(old.id())).isEmpty();
        assertThat(desk.polling.runs().show(held.id())).isPresent();
        assertThat(STORE.count("poll_tasks")).isZero();
    }

    @Test
    void a_message_that_comes_twice_reads_once() {
        site.user(1, "A");
        desk.polling.schedule().plan(desk.platform, "users");
        var task = desk.takeTasks().getFirst();
        desk.polling.tasks().run(task);

        desk.polling.tasks().run(task);
        desk.runAll();
        desk.polling.tasks().run(task);

        assertThat(site.asked(USER)).extracting(ReadRequest::offset).containsExactly(0, 3);
        assertThat(desk.changes()).containsExactly("user added 1");
    }

    @Test
    void an_attempt_that_was_overtaken_stores_nothing() {
        site.user(1, "A");
        desk.polling.schedule().plan(desk.platform, "users");
        var task = desk.takeTasks().getFirst();
        site.next(
                USER,
                sink -> {
                    site.user(1, "B");
                    desk.polling.tasks().run(task);
                });

        desk.polling.tasks().run(task);
        desk.runAll();

        assertThat(desk.changes()).containsExactly("user added 1");
        assertThat(desk.ask("SELECT COUNT(*) FROM poll_tasks WHERE page_offset = 3")).isEqualTo(1);
    }

    @Test
    void an_attempt_overtaken_by_one_that_still_reads_stores_stages_and_ends_nothing() {
        site.user(1, "A");
        desk.polling.schedule().plan(desk.platform, "users");
        var task = desk.takeTasks().getFirst();
        overtake(task);

        desk.polling.tasks().run(task);

        assertThat(STORE.count("learning_records")).isZero();
        assertThat(STORE.count("staging")).isZero();
        assertThat(STORE.count("poll_tasks WHERE state = 'RUNNING' AND attempt = 2")).isEqualTo(1);
        desk.polling.tasks().run(task);
        desk.runAll();
        assertThat(desk.changes()).containsExactly("user added 1");
        assertThat(verdict()).isEqualTo(RunVerdict.COMPLETE);
    }

    @Test
    void an_overtaken_attempt_that_read_nothing_does_not_end_the_task_of_the_other() {
        desk.polling.schedule().plan(desk.platform, "users");
        var task = desk.takeTasks().getFirst();
        overtake(task);

        desk.polling.tasks().run(task);

        assertThat(STORE.count("poll_tasks WHERE state = 'RUNNING' AND attempt = 2")).isEqualTo(1);
        assertThat(desk.ask("SELECT COUNT(*) FROM poll_runs WHERE state = 'ENDED'")).isZero();
    }

    /** While the first attempt reads, a second one begins and breaks off before it stored. */
    private void overtake(long task) {
        site.next(
                USER,
                sink ->
                        assertThatThrownBy(() -> desk.polling.tasks().run(task))
                                .isInstanceOf(Passing.class));
        site.next(USER, sink -> fail(new Passing()));
    }

    @Test
    void runs_are_listed_in_pages_that_follow_each_other() {
        site.user(1, "A");
        for (int poll = 0; poll < 5; poll++) {
            desk.poll("users");
        }

        var first = desk.polling.runs().list(IMP, false, Long.MAX_VALUE, 2);
        var second = desk.polling.runs().list(IMP, false, first.getLast().id(), 2);
        var last = desk.polling.runs().list(IMP, false, second.getLast().id(), 2);

        assertThat(
                        java.util.stream.Stream.of(first, second, last)
                                .flatMap(List::stream)
                                .map(PollRun::id))
                .hasSize(5)
                .doesNotHaveDuplicates()
                .isSortedAccordingTo(java.util.Comparator.reverseOrder());
        assertThat(desk.polling.runs().list(IMP, true, Long.MAX_VALUE, 2)).isEmpty();
    }

    @Test
    void a_process_that_died_after_the_last_page_closes_its_run_on_redelivery() {
        site.user(1, "A");
        desk.polling.schedule().plan(desk.platform, "users");
        desk.runAll();
        var last = desk.ask("SELECT MAX(id) FROM poll_tasks");
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE poll_runs SET state = 'OPEN', verdict = NULL, ended_at = NULL"));

        desk.polling.tasks().run(last);

        assertThat(verdict()).isEqualTo(RunVerdict.COMPLETE);
    }

    @Test
    void a_failure_that_never_passes_parks_the_task_and_the_run_is_partial() {
        site.user(1, "A");
        site.next(USER, sink -> fail(new Never()));
        desk.polling.schedule().plan(desk.platform, "users");
        var task = desk.takeTasks().getFirst();

        assertThatThrownBy(() -> desk.polling.tasks().run(task)).isInstanceOf(Never.class);

        assertThat(verdict()).isEqualTo(RunVerdict.PARTIAL);
        desk.polling.tasks().run(task);
        assertThat(site.asked(USER)).hasSize(1);
    }

    @Test
    void a_task_whose_message_was_parked_makes_the_run_partial() {
        site.course(2, "INF100");
        site.course(3, "GEN");
        desk.poll("enrolments");
        site.enrol(2, 1, "student");
        site.enrol(3, 1, "student");
        desk.clock.advance(Duration.ofMinutes(10));
        desk.polling.schedule().plan(desk.platform, "enrolments");
        runCourseList();
        var tasks = desk.takeTasks();

        desk.polling.tasks().park(tasks.getFirst(), "given up after 5 redeliveries");
        desk.polling.tasks().park(tasks.getFirst(), "given up after 5 redeliveries");
        desk.polling.tasks().run(tasks.get(1));
        desk.runAll();

        var run = desk.polling.runs().list(IMP, 1).getFirst();
        assertThat(run.verdict()).contains(RunVerdict.PARTIAL);
        assertThat(run.reasons()).containsExactly("given up after 5 redeliveries");
        assertThat(STORE.count("learning_records")).isEqualTo(3);
    }

    @Test
    void a_run_older_than_two_intervals_is_partial_and_its_late_tasks_store_nothing() {
        site.user(1, "A");
        desk.polling.schedule().plan(desk.platform, "users");
        var late = desk.takeTasks();
        desk.clock.advance(Duration.ofHours(12).plusSeconds(1));

        desk.polling.schedule().plan(desk.platform, "users");
        var runs = desk.polling.runs().list(IMP, 2);
        late.forEach(desk.polling.tasks()::run);

        assertThat(runs.get(1).verdict()).contains(RunVerdict.PARTIAL);
        assertThat(runs.get(1).reasons().toString()).contains("two intervals");
        assertThat(STORE.count("learning_records")).isZero();
        desk.runAll();
        assertThat(STORE.count("learning_records")).isEqualTo(1);
    }

    @Test
    void a_poll_that_still_runs_is_not_planned_again() {
        site.user(1, "A");
        desk.polling.schedule().plan(desk.platform, "users");
        desk.clock.advance(Duration.ofHours(6));

        assertThat(desk.polling.schedule().plan(desk.platform, "users"))
                .isEqualTo(new Planned.Busy(List.of(USER)));
        assertThat(desk.ask("SELECT COUNT(*) FROM poll_tasks")).isEqualTo(1);
    }

    @Test
    void one_unreadable_row_is_listed_and_the_others_are_stored() {
        site.user(1, "A");
        site.user(2, "B");
        site.next(
                USER,
                sink -> {
                    sink.unreadable(USER, 7, "expected a number at id");
                    sink.gap(USER, "newfield");
                    sink.gap(USER, "newfield");
                });

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.PARTIAL);
        assertThat(STORE.count("learning_records")).isEqualTo(2);
        assertThat(desk.store.faults().unreadable(IMP, 10))
                .containsExactly(
                        new JdbcReadFaults.Unreadable(USER, 0, 7, "expected a number at id", 1));
        assertThat(desk.store.faults().gaps(IMP))
                .extracting(gap -> gap.path() + " " + gap.times())
                .containsExactly("newfield 2");
    }

    @Test
    void a_warning_of_the_platform_makes_the_run_partial() {
        site.answer(
                USER,
                new ReadOutcome.Partial(0, false, List.of("warning 1: other users left out")));

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.PARTIAL);
        assertThat(run.reasons()).containsExactly("warning 1: other users left out");
    }

    @Test
    void a_wrong_set_up_ends_the_poll_with_the_cure_and_the_next_one_tries_again() {
        IntStream.rangeClosed(2, 9).forEach(course -> site.course(course, "C" + course));
        site.answer(
                ENROLMENT,
                new ReadOutcome.Refused(
                        "no right to see participants", "grant moodle/course:viewparticipants"));

        var run = desk.poll("enrolments", ENROLMENT);

        assertThat(run.verdict()).contains(RunVerdict.REFUSED);
        assertThat(run.reasons().getFirst()).contains("viewparticipants");
        assertThat(site.asked(ENROLMENT)).hasSize(3);
        site.answerAgain(ENROLMENT);
        assertThat(desk.poll("enrolments", ENROLMENT).verdict()).contains(RunVerdict.EMPTY);
    }

    @Test
    void a_course_the_platform_forgot_says_nothing_about_its_records() {
        site.course(2, "INF100");
        site.course(3, "GEN");
        site.enrol(2, 1, "student");
        site.enrol(3, 1, "student");
        desk.poll("enrolments");
        site.forgetsCourse(3);

        for (int poll = 0; poll < 3; poll++) {
            assertThat(desk.poll("enrolments", ENROLMENT).verdict()).contains(RunVerdict.COMPLETE);
        }
        assertThat(desk.ask("SELECT COUNT(*) FROM learning_records WHERE state = 'GONE'")).isZero();

        site.remove(COURSE, 3, 0);
        for (int poll = 0; poll < 4; poll++) {
            desk.poll("enrolments");
        }
        assertThat(desk.ask("SELECT COUNT(*) FROM learning_records WHERE state = 'GONE'"))
                .isEqualTo(2);
    }

    @Test
    void a_platform_that_ignores_the_offset_does_not_keep_us_reading_for_ever() {
        IntStream.rangeClosed(1, 7).forEach(user -> site.user(user, "User " + user));
        site.repeatsPages();

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.PARTIAL);
        assertThat(site.asked(USER)).hasSize(2);
    }

    @Test
    void only_fields_the_policy_allows_are_asked_for_and_the_decision_is_kept() {
        site.user(1, "A");
        desk.policy(
                (platform, kind) ->
                        new Decision.Reduced(
                                new PackVersion(platform.organisation(), "7"),
                                java.util.Set.of(),
                                java.util.Set.of(
                                        new org.passerelle.personaldata.FieldName("idnumber")),
                                java.util.Map.of(),
                                java.util.Map.of(
                                        new org.passerelle.personaldata.FieldName("firstName"),
                                        new RuleKey("matrix/identity"))));

        desk.poll("users");

        assertThat(site.asked(USER).getFirst().fields())
                .extracting(Object::toString)
                .containsExactly("idnumber");
        assertThat(
                        desk.ask(
                                "SELECT COUNT(*) FROM decisions WHERE outcome = 'REDUCED' AND pack_version = '7'"
                                        + " AND because = 'firstName: matrix/identity'"))
                .isEqualTo(1);
    }

    @Test
    void a_field_the_policy_does_not_allow_is_not_stored_though_the_reader_brought_it() {
        desk.policy(
                (platform, kind) ->
                        new Decision.Permitted(
                                new PackVersion(platform.organisation(), "7"),
                                java.util.Set.of(),
                                java.util.Set.of(
                                        new org.passerelle.personaldata.FieldName("idnumber")),
                                java.util.Map.of()));
        site.next(USER, sink -> many(sink, 1));

        desk.poll("users");

        assertThat(
                        desk.ask(
                                "SELECT COUNT(*) FROM learning_records WHERE clear_fields = '{}'"
                                        + " AND sealed_fields IS NULL"))
                .isEqualTo(1);
    }

    @Test
    void an_empty_page_ends_the_reading_though_the_platform_says_there_is_more() {
        site.answer(USER, new ReadOutcome.Page(0, true));
        desk.polling.schedule().plan(desk.platform, "users");

        var tasks = desk.takeTasks();
        for (int page = 0; page < 5; page++) {
            tasks.forEach(desk.polling.tasks()::run);
            tasks = desk.takeTasks();
        }

        assertThat(site.asked(USER)).hasSize(1);
        assertThat(verdict()).isEqualTo(RunVerdict.EMPTY);
    }

    @Test
    void a_kind_no_purpose_needs_is_not_asked_for_at_all() {
        site.user(1, "A");
        desk.policy(
                (platform, kind) ->
                        new Decision.Uncovered(
                                new PackVersion(platform.organisation(), "7"), "no purpose"));

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.REFUSED);
        assertThat(site.asked(USER)).isEmpty();
        assertThat(STORE.count("learning_records")).isZero();
    }

    private void runCourseList() {
        desk.takeTasks().forEach(desk.polling.tasks()::run);
    }

    private RunVerdict verdict() {
        return desk.polling.runs().list(IMP, 1).getFirst().verdict().orElseThrow();
    }

    private static void fail(RuntimeException failure) {
        throw failure;
    }

    private static final class Passing extends TransientFailure {
        private static final long serialVersionUID = 1;

        Passing() {
            super("the platform broke off", null);
        }
    }

    private static final class Never extends PermanentFailure {
        private static final long serialVersionUID = 1;

        Never() {
            super("the mapping does not fit", null);
        }
    }
}

package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.passerelle.learning.polls.ScriptedSite.IMP;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.learning.runs.JdbcPollTasks;
import org.passerelle.learning.runs.PollTask;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

/** Polls and their upkeep write the same tables at the same moment. */
class UpkeepLocksTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
    }

    @Test
    void old_runs_are_deleted_while_a_poll_makes_its_next_task_and_neither_stops_the_other()
            throws Exception {
        desk.site.course(2, "C2");
        desk.site.enrol(2, 7, "student");
        desk.poll("enrolments");
        desk.clock.advance(Duration.ofDays(91));
        desk.polling.schedule().plan(desk.platform, "enrolments");
        var task = desk.store.books().tasks().claim(desk.takeTasks().getFirst()).orElseThrow();
        var run = desk.store.books().runs().find(task.run()).orElseThrow();

        try (var threads = Executors.newFixedThreadPool(1)) {
            STORE.transactions()
                    .within(
                            () -> {
                                desk.store.books().lock().take(IMP);
                                assertThat(desk.store.books().tasks().isStillMine(task)).isTrue();
                                var tidied = threads.submit(() -> desk.polling.upkeep().forget());
                                await().until(() -> tidied.isDone() || someoneWaits());
                                desk.store
                                        .books()
                                        .tasks()
                                        .end(
                                                task.id(),
                                                new JdbcPollTasks.End(
                                                        PollTask.State.DONE,
                                                        Optional.of(PollTask.Outcome.PAGE),
                                                        1,
                                                        List.of()));
                                desk.store
                                        .books()
                                        .tasks()
                                        .insertNext(run, task.behind(1, PollTask.NOBODY));
                                return tidied;
                            })
                    .get();
        }

        assertThat(STORE.count("poll_runs")).isEqualTo(2);
        assertThat(STORE.count("poll_tasks")).isEqualTo(2);
    }

    @Test
    void learner_numbers_are_kept_in_the_order_in_which_clocks_lock_their_subjects()
            throws Exception {
        var subjects =
                desk.directory.pseudonyms(IMP, List.of(1L, 2L)).values().stream()
                        .sorted(Comparator.comparing(SubjectId::toString))
                        .toList();
        var backwards = new LinkedHashMap<SubjectId, String>();
        subjects.reversed().forEach(subject -> backwards.put(subject, "R-" + subject));

        try (var threads = Executors.newFixedThreadPool(1)) {
            STORE.transactions()
                    .within(
                            () -> {
                                lock(subjects.getFirst());
                                var kept =
                                        threads.submit(
                                                () ->
                                                        STORE.transactions()
                                                                .within(
                                                                        () ->
                                                                                desk.directory
                                                                                        .learnerNumbers(
                                                                                                IMP,
                                                                                                backwards)));
                                await().until(UpkeepLocksTest::someoneWaits);
                                lock(subjects.getLast());
                                return kept;
                            })
                    .get();
        }

        assertThat(STORE.count("subjects WHERE idnumber_hash IS NOT NULL")).isEqualTo(2);
    }

    /** As the re-evaluation of clocks does. */
    private static void lock(SubjectId subject) {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT 1 FROM subjects WHERE subject_id = :subject FOR UPDATE")
                                        .bind("subject", subject.bytes())
                                        .mapTo(Integer.class)
                                        .one());
    }

    private static boolean someoneWaits() {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT EXISTS (SELECT 1 FROM information_schema.processlist"
                                                        + " WHERE command <> 'Sleep' AND db = DATABASE()"
                                                        + " AND id <> CONNECTION_ID() AND time_ms > 200)")
                                        .mapTo(Boolean.class)
                                        .one());
    }
}

package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.COMPLETION;
import static org.passerelle.learning.polls.ScriptedSite.COURSE_ACCESS;
import static org.passerelle.learning.polls.ScriptedSite.GRADE;
import static org.passerelle.learning.polls.ScriptedSite.GRADE_ITEM;
import static org.passerelle.learning.polls.ScriptedSite.IMP;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.testing.TestStore;

class MovedCoursesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final long LEARNER = 1;
    private static final long OTHER = 2;
    private static final long TEACHER = 9;

    private Desk desk;
    private ScriptedSite site;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
        site = desk.site;
        for (long course : List.of(2L, 3L)) {
            site.course(course, "C" + course);
            site.enrol(course, LEARNER, "student");
            site.enrol(course, OTHER, "student");
            site.enrol(course, TEACHER, "editingteacher");
            grade(course, LEARNER, 10);
            for (long user : List.of(LEARNER, OTHER)) {
                site.put(COMPLETION, course, user, Map.of("completed", new FieldValue.Flag(false)));
            }
        }
        desk.poll("enrolments");
        desk.poll("grades-full");
        desk.poll("completion-full");
        site.forgetAsked();
        desk.changes();
    }

    @Test
    void grades_are_read_again_only_where_somebody_came_teachers_included() {
        comesTo(3, TEACHER);
        grade(3, LEARNER, 12);
        grade(2, LEARNER, 12);

        desk.poll("accesses");

        assertThat(coursesAsked(ScriptedSite.GRADE)).containsExactly(3L);
        assertThat(desk.changes()).contains("grade changed 2").doesNotContain("grade changed 3");
    }

    @Test
    void completion_is_asked_only_of_who_came() {
        comesTo(3, LEARNER);

        desk.poll("accesses");

        assertThat(site.asked(COMPLETION))
                .singleElement()
                .satisfies(
                        asked ->
                                assertThat(asked.subjects())
                                        .containsExactly(
                                                desk.directory
                                                        .pseudonyms(IMP, List.of(LEARNER))
                                                        .get(LEARNER)));
    }

    @Test
    void what_was_never_read_waits_for_its_whole_round_where_one_comes() {
        desk = new Desk(STORE);
        site = desk.site;
        site.course(2, "C2");
        site.enrol(2, LEARNER, "student");
        desk.poll("enrolments");
        comesTo(2, LEARNER);

        desk.poll("accesses");

        assertThat(site.asked(GRADE)).as("grades-full stands in the polls").isEmpty();
        assertThat(site.asked(COMPLETION)).as("completion-full does not").isNotEmpty();
    }

    @Test
    void nobody_came_so_nothing_is_read_again() {
        comesTo(3, LEARNER);
        desk.poll("accesses");
        site.forgetAsked();

        desk.poll("accesses");

        assertThat(site.asked(GRADE)).isEmpty();
        assertThat(site.asked(COMPLETION)).isEmpty();
        assertThat(desk.polling.schedule().plan(desk.platform, "grades"))
                .isEqualTo(new Planned.Nothing());
    }

    @Test
    void the_slow_round_reads_every_course_whether_somebody_came_or_not() {
        desk.poll("grades-full");

        assertThat(coursesAsked(GRADE)).containsExactly(2L, 3L);
        assertThat(coursesAsked(GRADE_ITEM)).containsExactly(2L, 3L);
    }

    @Test
    void what_a_moved_course_does_not_show_is_not_gone() {
        site.remove(GRADE, 3, LEARNER);
        for (int visit = 0; visit < 4; visit++) {
            comesTo(3, LEARNER);
            desk.poll("accesses");
        }

        assertThat(desk.ask("SELECT COUNT(*) FROM learning_records WHERE state = 'GONE'")).isZero();
    }

    @Test
    void above_twenty_thousand_cells_a_course_is_read_subject_by_subject() {
        IntStream.rangeClosed(10, 259).forEach(user -> site.enrol(2, user, "student"));
        IntStream.rangeClosed(1, 80)
                .forEach(
                        item ->
                                site.put(
                                        GRADE_ITEM,
                                        2,
                                        0,
                                        "item " + item,
                                        Map.of("itemName", new FieldValue.Text("Item " + item))));
        grade(2, 200, 14);
        desk.poll("enrolments");
        site.forgetAsked();

        desk.poll("grades-full");

        var ofBigCourse =
                site.asked(GRADE).stream().filter(it -> it.course().get().value() == 2).toList();
        assertThat(ofBigCourse).hasSize(3);
        assertThat(ofBigCourse).allSatisfy(it -> assertThat(it.subjects()).isNotEmpty());
        assertThat(ofBigCourse.stream().flatMap(it -> it.subjects().stream()))
                .hasSize(253)
                .doesNotHaveDuplicates();
        assertThat(site.asked(GRADE).stream().filter(it -> it.course().get().value() == 3).toList())
                .singleElement()
                .satisfies(it -> assertThat(it.subjects()).isEmpty());
        assertThat(desk.changes()).contains("grade added 1");
    }

    @Test
    void at_most_one_task_is_outstanding_per_kind_and_course() {
        comesTo(2, LEARNER);
        comesTo(3, LEARNER);
        desk.polling.schedule().plan(desk.platform, "accesses");
        desk.polling.schedule().plan(desk.platform, "grades-full");
        desk.polling.schedule().plan(desk.platform, "grades");

        for (var tasks = desk.takeTasks(); !tasks.isEmpty(); tasks = desk.takeTasks()) {
            for (long task : tasks) {
                desk.polling.tasks().run(task);
                assertThat(
                                desk.ask(
                                        "SELECT COUNT(*) FROM (SELECT 1 FROM poll_tasks WHERE state IN ('WAITING', 'RUNNING')"
                                                + " GROUP BY platform, kind, course_id HAVING COUNT(*) > 1) t"))
                        .isZero();
            }
        }
        assertThat(desk.ask("SELECT COUNT(*) FROM poll_runs WHERE state <> 'ENDED'")).isZero();
    }

    private void comesTo(long course, long user) {
        desk.clock.advance(java.time.Duration.ofMinutes(15));
        site.put(
                COURSE_ACCESS,
                course,
                user,
                Map.of(
                        "lastCourseAccess",
                        new FieldValue.Moment(desk.clock.instant().minusSeconds(60))));
    }

    private void grade(long course, long user, int points) {
        site.put(
                GRADE,
                course,
                user,
                Map.of("gradeRaw", new FieldValue.Number(BigDecimal.valueOf(points))));
    }

    private List<Long> coursesAsked(org.passerelle.personaldata.RecordKind kind) {
        return site.asked(kind).stream().map(it -> it.course().get().value()).sorted().toList();
    }
}

package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.COURSE;
import static org.passerelle.learning.polls.ScriptedSite.ENROLMENT;
import static org.passerelle.learning.polls.ScriptedSite.IMP;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.learning.WrongSetUp;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.testing.TestStore;

/**
 * What a person must mend, and what must be read first, is waited for and never taken for "none".
 */
class WrongSetUpTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private Desk desk;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
        desk.site.course(2, "BTS");
        desk.site.course(3, "CAP");
    }

    @Test
    void a_missing_token_file_refuses_the_run_and_is_no_error() {
        desk.site.next(COURSE, sink -> missingToken());

        var run = desk.poll("enrolments", COURSE);

        assertThat(run.verdict()).hasValue(RunVerdict.REFUSED);
        assertThat(run.reasons())
                .containsExactly(
                        "imp-moodle: read-token-file secrets/imp.read cannot be read; to mend it: put"
                                + " the token there");
        assertThat(desk.ask("SELECT COUNT(*) FROM poll_tasks WHERE state = 'PARKED'")).isZero();
        assertThat(desk.polling.runs().refused(IMP)).extracting(PollRun::id).contains(run.id());
    }

    @Test
    void what_follows_a_refused_course_list_is_refused_too_and_not_empty() {
        desk.site.enrol(2, 1, "student");
        desk.site.next(COURSE, sink -> missingToken());

        var enrolments = desk.poll("enrolments", ENROLMENT);

        assertThat(enrolments.verdict()).hasValue(RunVerdict.REFUSED);
        assertThat(enrolments.reasons().getFirst())
                .startsWith("the course list was never answered");
        assertThat(desk.poll("enrolments", ENROLMENT).verdict())
                .as("the course list is read now")
                .hasValue(RunVerdict.COMPLETE);
    }

    @Test
    void the_next_run_asks_again_and_nothing_is_refused_any_more() {
        desk.site.next(COURSE, sink -> missingToken());
        desk.poll("enrolments");

        var run = desk.poll("enrolments", COURSE);

        assertThat(run.verdict()).hasValue(RunVerdict.COMPLETE);
        assertThat(desk.polling.runs().refused(IMP))
                .extracting(refused -> refused.source().kind())
                .doesNotContain(COURSE);
    }

    @Test
    void what_is_read_course_by_course_waits_for_the_first_course_list() {
        var planned = desk.polling.schedule().plan(desk.platform, "grades-full");

        assertThat(planned).isInstanceOf(Planned.Busy.class);
        assertThat(desk.ask("SELECT COUNT(*) FROM poll_runs")).isZero();

        desk.poll("enrolments");

        assertThat(desk.poll("grades-full")).hasSize(2);
    }

    @Test
    void a_site_that_has_no_course_is_not_waited_for() {
        desk.site.removeAll(COURSE);
        desk.poll("enrolments");

        assertThat(desk.poll("grades-full"))
                .extracting(PollRun::verdict)
                .isEqualTo(List.of(Optional.of(RunVerdict.EMPTY), Optional.of(RunVerdict.EMPTY)));
    }

    private static void missingToken() {
        throw new WrongSetUp(
                "imp-moodle: read-token-file secrets/imp.read cannot be read",
                "put the token there");
    }
}

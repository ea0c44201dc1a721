package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.COURSE;
import static org.passerelle.learning.polls.ScriptedSite.ENROLMENT;
import static org.passerelle.learning.polls.ScriptedSite.IMP;
import static org.passerelle.learning.polls.ScriptedSite.USER;

import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.learning.runs.PollRun;
import org.passerelle.learning.runs.RunHold;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.learning.verdicts.PollRuns;
import org.passerelle.testing.TestStore;

class HeldRunsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private Desk desk;
    private ScriptedSite site;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
        site = desk.site;
        IntStream.rangeClosed(1, 60).forEach(user -> site.user(user, "User " + user));
        desk.poll("users");
        desk.changes();
    }

    @Test
    void a_site_that_answers_nothing_concludes_nothing_however_often() {
        site.removeAll(USER);

        for (int poll = 0; poll < 4; poll++) {
            var run = desk.poll("users", USER);
            assertThat(run.verdict()).contains(RunVerdict.HELD);
            assertThat(run.hold().map(RunHold::cause)).contains(RunHold.Cause.EMPTY);
        }

        assertThat(desk.changes()).isEmpty();
        assertThat(gone()).isZero();
        assertThat(desk.polling.runs().held(IMP)).hasSize(1);
    }

    @Test
    void a_big_drop_is_held_and_a_later_ordinary_run_leaves_nothing_to_decide() {
        removeUsers(21);
        var held = desk.poll("users", USER);
        assertThat(held.verdict()).contains(RunVerdict.HELD);
        assertThat(held.reasons().toString()).contains("21 of 60");

        IntStream.rangeClosed(1, 60).forEach(user -> site.user(user, "User " + user));
        assertThat(desk.poll("users", USER).verdict()).contains(RunVerdict.COMPLETE);

        assertThat(desk.polling.runs().held(IMP)).isEmpty();
        assertThat(desk.polling.runs().release(held.id(), "zoe"))
                .isInstanceOf(PollRuns.Decided.NotHeld.class);
        assertThat(gone()).isZero();
    }

    @Test
    void what_a_person_released_is_gone_when_the_next_complete_run_misses_it_too() {
        removeUsers(30);
        var held = desk.poll("users", USER);

        desk.polling.runs().release(held.id(), "zoe");
        assertThat(gone()).isZero();
        var next = desk.poll("users", USER);

        assertThat(next.verdict()).contains(RunVerdict.COMPLETE);
        assertThat(gone()).isEqualTo(30);
        assertThat(desk.changes()).hasSize(30).containsOnly("user gone 2");
        assertThat(STORE.count("staging")).isZero();
        assertThat(
                        desk.ask(
                                "SELECT COUNT(*) FROM journal_entries WHERE action = 'poll-run-released'"
                                        + " AND actor = 'zoe'"))
                .isEqualTo(1);
    }

    @Test
    void an_emptied_site_that_a_person_released_is_concluded_too() {
        site.removeAll(USER);
        var held = desk.poll("users", USER);
        desk.polling.runs().release(held.id(), "zoe");

        var next = desk.poll("users", USER);

        assertThat(next.verdict()).contains(RunVerdict.EMPTY);
        assertThat(gone()).isEqualTo(60);
    }

    @Test
    void a_rejected_run_concludes_nothing_and_keeps_nothing() {
        removeUsers(30);
        var held = desk.poll("users", USER);

        var decided = desk.polling.runs().reject(held.id(), "zoe");

        assertThat(decided).isInstanceOf(PollRuns.Decided.Done.class);
        assertThat(STORE.count("staging")).isZero();
        assertThat(desk.poll("users", USER).verdict()).contains(RunVerdict.HELD);
        assertThat(gone()).isZero();
    }

    @Test
    void changes_and_new_records_of_a_held_run_are_stored_all_the_same() {
        removeUsers(30);
        site.user(60, "Renamed");
        site.user(99, "New");

        desk.poll("users");

        assertThat(desk.changes()).containsExactlyInAnyOrder("user changed 2", "user added 1");
    }

    @Test
    void a_course_emptied_at_once_is_held_though_the_site_hardly_shrinks() {
        site.course(2, "BIG");
        site.course(3, "SMALL");
        IntStream.rangeClosed(1, 300).forEach(user -> site.enrol(2, user, "student"));
        IntStream.rangeClosed(1, 25).forEach(user -> site.enrol(3, user, "student"));
        desk.poll("enrolments");
        IntStream.rangeClosed(1, 25).forEach(user -> site.remove(ENROLMENT, 3, user));

        assertThat(desk.poll("enrolments", ENROLMENT).hold().map(RunHold::cause))
                .contains(RunHold.Cause.EMPTY);
    }

    @Test
    void another_site_at_the_address_is_not_read_before_a_person_decided() {
        site.is(identity("https://other.example", 5, Map.of()));
        site.forgetAsked();
        site.user(1, "Somebody else");

        var run = desk.poll("users", USER);

        assertThat(run.verdict()).contains(RunVerdict.HELD);
        assertThat(run.hold().map(RunHold::cause)).contains(RunHold.Cause.SITE_CHANGED);
        assertThat(site.asked(USER)).isEmpty();
        assertThat(desk.changes()).isEmpty();
        assertThat(desk.polling.schedule().plan(desk.platform, "enrolments"))
                .isEqualTo(new Planned.Held(run.id()));
    }

    @Test
    void a_released_site_is_the_site_from_then_on() {
        site.is(identity("https://other.example", 5, Map.of()));
        var run = desk.poll("users", USER);

        desk.polling.runs().release(run.id(), "zoe");

        assertThat(desk.poll("users", USER).verdict()).contains(RunVerdict.COMPLETE);
    }

    @Test
    void a_rejected_site_is_held_again_while_it_answers_and_read_when_ours_is_back() {
        var ours = site.identity();
        site.is(identity("https://moodle.imp.example", 77, Map.of()));
        desk.polling.runs().reject(desk.poll("users", USER).id(), "zoe");
        var again = desk.poll("users", USER);
        assertThat(again.verdict()).contains(RunVerdict.HELD);
        desk.polling.runs().reject(again.id(), "zoe");

        site.is(ours);

        assertThat(desk.poll("users", USER).verdict()).contains(RunVerdict.COMPLETE);
    }

    @Test
    void one_renamed_course_holds_nothing() {
        site.is(identity("https://moodle.imp.example", 5, Map.of(2L, "a", 3L, "b", 4L, "c")));
        desk.poll("users");
        site.is(identity("https://moodle.imp.example", 5, Map.of(2L, "a", 3L, "renamed", 4L, "c")));

        assertThat(desk.poll("users", USER).verdict()).contains(RunVerdict.COMPLETE);
    }

    @Test
    void the_other_runs_of_a_held_round_do_not_run() {
        site.is(identity("https://other.example", 5, Map.of()));
        site.course(2, "INF100");

        var runs = desk.poll("enrolments");

        assertThat(runs).extracting(run -> run.state()).containsOnly(PollRun.State.ENDED);
        assertThat(site.asked(COURSE)).isEmpty();
        assertThat(site.asked(ENROLMENT)).isEmpty();
    }

    private void removeUsers(int count) {
        IntStream.rangeClosed(1, count).forEach(user -> site.remove(USER, 0, user));
    }

    private static SiteIdentity identity(String url, long user, Map<Long, String> courses) {
        return new SiteIdentity(url, user, "5.1.3", courses, Set.of());
    }

    private long gone() {
        return desk.ask("SELECT COUNT(*) FROM learning_records WHERE state = 'GONE'");
    }
}

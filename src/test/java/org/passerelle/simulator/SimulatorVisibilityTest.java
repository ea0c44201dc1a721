package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.GradeItem;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SiteSettings;
import org.passerelle.testing.SettableClock;

/** Missing rights show as less data, not as an error, as observed on Moodle 4.5 and 5.1. */
class SimulatorVisibilityTest {
    private static final String USERS = "core_user_get_users";
    private static final String ENROLLED = "core_enrol_get_enrolled_users";
    private static final String GRADES = "gradereport_user_get_grade_items";

    private final SettableClock clock = new SettableClock("2026-11-21T10:00:00Z");
    private final SimulatedSite site = SimulatedSite.empty(Family.V4_5, clock);
    private final SimulatedCourse course = site.course("CAP-CUI");
    private final GradeItem essay = course.gradedActivity("assign", "Devoir", 20);
    private final GradeItem oral = course.manualItem("Oral", 20);

    private MoodleSimulator moodle;
    private RestClient rest;

    @BeforeEach
    void start() {
        site.user("zoe")
                .named("Zoé", "Kerhervé")
                .idnumber("SIS-1")
                .accessed(clock.instant(), clock.instant())
                .enrolledIn(course)
                .graded(essay, 12.5)
                .graded(oral, 8);
        site.user("hugo").idnumber("SIS-2").enrolledIn(course).suspended();
        moodle = MoodleSimulator.start(site);
        rest = RestClient.reading(moodle);
    }

    @AfterEach
    void stop() {
        moodle.close();
    }

    private JsonNode search(String key, String value) {
        return rest.call(USERS, "criteria[0][key]=" + key, "criteria[0][value]=" + value)
                .path("users");
    }

    private List<String> gradedItems() {
        return rest.call(GRADES, "courseid=" + course.id()).findValuesAsText("itemtype");
    }

    @Test
    void without_viewdetails_the_list_is_only_oneself() {
        site.reader().without("moodle/user:viewdetails");

        assertThat(search("email", "%").findValuesAsText("username"))
                .containsExactly("passerelle-lecture");
    }

    @Test
    void a_search_by_a_field_one_may_not_see_finds_nobody() {
        assertThat(search("username", "zoe")).isEmpty();
        assertThat(search("idnumber", "SIS-1")).hasSize(1);

        site.settings().set(SiteSettings.SHOW_USER_IDENTITY, "email");

        assertThat(search("idnumber", "SIS-1")).isEmpty();
    }

    @Test
    void an_unsupported_key_warns_and_returns_everybody() {
        JsonNode answer = rest.call(USERS, "criteria[0][key]=suspended", "criteria[0][value]=1");

        assertThat(answer.path("users")).hasSize(site.users().size());
        assertThat(answer.at("/warnings/0/warningcode").asText())
                .isEqualTo("invalidfieldparameter");
    }

    @Test
    void without_the_modules_view_capability_its_items_vanish_but_not_from_the_item_list() {
        assertThat(gradedItems()).containsExactly("mod", "manual", "course");

        site.reader().without("mod/assign:view");

        assertThat(gradedItems()).containsExactly("manual", "course");
        assertThat(
                        rest.call("core_grades_get_gradeitems", "courseid=" + course.id())
                                .path("gradeItems"))
                .hasSize(2);
    }

    @Test
    void hidden_activities_and_hidden_grades_vanish_without_the_right() {
        site.reader().without("moodle/course:viewhiddenactivities");
        site.reader().without("moodle/grade:viewhidden");

        course.hideActivity(essay.activity().orElseThrow().courseModule());
        assertThat(gradedItems()).containsExactly("manual", "course");
        course.hideGrades(oral);

        assertThat(gradedItems()).containsExactly("course");
    }

    @Test
    void a_hidden_field_is_absent_not_zero() {
        site.settings().set(SiteSettings.HIDDEN_USER_FIELDS, "lastaccess");

        JsonNode first = rest.call(ENROLLED, "courseid=" + course.id()).get(0);

        assertThat(first.has("lastaccess")).isFalse();
        assertThat(first.has("lastcourseaccess")).isFalse();
        assertThat(first.has("firstaccess")).isTrue();
    }

    @Test
    void a_hidden_course_fails_one_function_and_is_left_out_by_the_other() {
        site.course("ARCHIVE").hidden();
        site.reader().without("moodle/course:viewhiddencourses");

        assertThat(rest.errorOf("core_course_get_courses")).isEqualTo("errorcoursecontextnotvalid");
        assertThat(rest.call("core_course_get_courses_by_field").path("courses")).hasSize(2);
    }

    @Test
    void only_active_and_not_active_part_the_participants() {
        String option = "options[0][name]=";
        String on = "options[0][value]=1";

        assertThat(rest.call(ENROLLED, "courseid=2", option + "onlyactive", on)).hasSize(1);
        assertThat(rest.call(ENROLLED, "courseid=2", option + "onlysuspended", on)).hasSize(1);
        site.reader().without("moodle/course:enrolreview");
        assertThat(rest.errorOf(ENROLLED, "courseid=2", option + "onlyactive", on))
                .isEqualTo("nopermissions");
    }

    @Test
    void a_page_is_cut_before_invisible_users_are_skipped_so_an_early_one_may_be_empty() {
        site.user("passerelle-lecture").enrolledIn(course);
        site.reader().without("moodle/user:viewdetails");

        assertThat(lastFirst(0)).isEmpty();
        assertThat(lastFirst(1)).isEmpty();
        assertThat(lastFirst(2)).hasSize(1);
    }

    /** The participants one by one, the highest id first. */
    private JsonNode lastFirst(int from) {
        return rest.call(
                ENROLLED,
                "courseid=" + course.id(),
                "options[0][name]=limitfrom",
                "options[0][value]=" + from,
                "options[1][name]=limitnumber",
                "options[1][value]=1",
                "options[2][name]=sortdirection",
                "options[2][value]=DESC");
    }

    @Test
    void a_tombstone_comes_back_by_id_until_its_context_is_gone_and_then_breaks_the_batch() {
        long zoe = site.user("zoe").id();
        long hugo = site.user("hugo").id();
        site.write(() -> site.accounts().delete(site.user(zoe).orElseThrow(), 4));
        String[] both = {"field=id", "values[0]=" + zoe, "values[1]=" + hugo};
        assertThat(rest.call("core_user_get_users_by_field", both)).hasSize(2);
        assertThat(search("id", Long.toString(zoe))).isEmpty();

        site.cron().runContextCleanup();

        assertThat(rest.errorOf("core_user_get_users_by_field", both)).isEqualTo("invaliduser");
    }

    @Test
    void with_separate_groups_and_no_right_to_all_of_them_nobody_is_there() {
        course.separateGroups();
        site.reader().without("moodle/site:accessallgroups");

        assertThat(rest.call(ENROLLED, "courseid=2")).isEmpty();
        assertThat(rest.errorOf(GRADES, "courseid=2")).isEqualTo("notingroup");
        assertThat(rest.call("core_enrol_get_users_courses", "userid=" + site.user("zoe").id()))
                .isEmpty();
    }

    @Test
    void the_site_course_lists_everybody_without_a_role() {
        JsonNode all = rest.call(ENROLLED, "courseid=1");

        assertThat(all).hasSize(site.users().size());
        assertThat(all.get(0).path("roles")).isEmpty();
        assertThat(all.get(0).path("lastcourseaccess").asLong()).isZero();
    }

    @Test
    void grades_of_learners_who_are_not_active_come_only_where_the_site_says_so() {
        assertThat(rest.call(GRADES, "courseid=2").path("usergrades")).hasSize(1);

        site.settings().set(SiteSettings.GRADES_OF_ACTIVE_ONLY, "0");

        assertThat(rest.call(GRADES, "courseid=2").path("usergrades")).hasSize(2);
    }

    @Test
    void an_administrators_token_gets_phones_nobody_asked_for() {
        site.user("zoe").phone("03 81 00 00 13");
        site.reader().user().set("siteadmin", 1);

        JsonNode first =
                rest.call(
                                ENROLLED,
                                "courseid=2",
                                "options[0][name]=userfields",
                                "options[0][value]=id,email")
                        .get(0);

        assertThat(first.path("phone1").asText()).isEqualTo("03 81 00 00 13");
    }
}

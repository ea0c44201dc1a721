package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.GradeItem;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.testing.SettableClock;

/** What the two manual enrolment functions keep and what they lose. */
class SimulatedEnrolmentTest {
    private final SimulatedSite site =
            SimulatedSite.empty(Family.V5_1, new SettableClock("2026-11-21T10:00:00Z"));
    private final SimulatedCourse course = site.course("CAP-CUI");
    private final long zoe =
            site.user("zoe").enrolledIn(course).graded(course.manualItem("Oral", 20), 12.5).id();
    private final MoodleSimulator moodle = MoodleSimulator.start(site);

    @AfterEach
    void stop() {
        moodle.close();
    }

    @Test
    void unenrolling_drops_the_grades_only_with_the_last_enrolment() {
        RestClient rest = RestClient.commanding(moodle);
        GradeItem written = course.manualItem("Écrit", 20);
        site.user("hugo").enrolledIn(course).andAlsoBy("self").graded(written, 9.5);
        long hugo = site.user("hugo").id();
        String[] both = {
            "enrolments[0][userid]=" + zoe, "enrolments[0][courseid]=" + course.id(),
            "enrolments[1][userid]=" + hugo, "enrolments[1][courseid]=" + course.id()
        };

        JsonNode first = rest.call("enrol_manual_unenrol_users", both);
        JsonNode again = rest.call("enrol_manual_unenrol_users", both);

        assertThat(first.isNull() && again.isNull()).isTrue();
        assertThat(course.participation(zoe).orElseThrow().grades()).isEmpty();
        assertThat(course.participation(hugo).orElseThrow().enrolments()).containsOnlyKeys("self");
        assertThat(course.participation(hugo).orElseThrow().grades()).hasSize(1);
    }

    @Test
    void enrolling_again_wipes_what_is_not_said() {
        RestClient rest = RestClient.commanding(moodle);
        site.commander().with("enrol/manual:enrol");
        site.user("zoe").enrolledIn(course).suspended();

        rest.call(
                "enrol_manual_enrol_users",
                "enrolments[0][roleid]=5",
                "enrolments[0][userid]=" + zoe,
                "enrolments[0][courseid]=" + course.id());

        assertThat(course.participation(zoe).orElseThrow().isActiveAt(site.now())).isTrue();
    }
}

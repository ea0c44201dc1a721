package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.simulator.site.DemoSite;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.LoadShape;
import org.passerelle.simulator.site.Participation;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.testing.SettableClock;

/** The ready-made sites hold exactly what they promise, and the same each time. */
class InventedSitesTest {
    private static final int STANDARD_ACCOUNTS = 4;

    private final SettableClock clock = new SettableClock("2026-11-21T10:00:00Z");

    private static Stream<SimulatedCourse> courses(SimulatedSite site) {
        return site.courses().stream().filter(course -> course.id() != 1);
    }

    private static long enrolments(SimulatedSite site) {
        return courses(site)
                .flatMap(course -> course.participations().stream())
                .filter(Participation::isEnrolled)
                .count();
    }

    @Test
    void the_standard_load_has_exactly_5000_users_20000_enrolments_and_55000_cells() {
        SimulatedSite site = SimulatedSite.load(LoadShape.standard(), clock);

        assertThat(site.users()).hasSize(5_000 + STANDARD_ACCOUNTS);
        assertThat(courses(site)).hasSize(40);
        assertThat(enrolments(site)).isEqualTo(20_000);
        assertThat(courses(site).mapToInt(c -> c.items().size() * c.participations().size()).sum())
                .isEqualTo(55_000);
    }

    @Test
    void one_answer_can_have_55000_cells() {
        SimulatedSite site = SimulatedSite.load(LoadShape.oneAnswerOf55000Cells(), clock);
        try (MoodleSimulator moodle = MoodleSimulator.start(site)) {

            JsonNode answer =
                    RestClient.reading(moodle)
                            .call("gradereport_user_get_grade_items", "courseid=2");

            int cells = 0;
            for (JsonNode user : answer.path("usergrades")) {
                cells += user.path("gradeitems").size();
            }
            assertThat(cells).isEqualTo(55_000);
        }
    }

    @Test
    void a_shape_that_cannot_be_met_exactly_is_refused() {
        assertThatThrownBy(() -> new LoadShape(100, 3, 100, 300))
                .hasMessageContaining("100 enrolments");
        assertThatThrownBy(() -> new LoadShape(100, 2, 100, 301)).hasMessageContaining("301 cells");
    }

    @Test
    void the_demo_has_ten_courses_some_hundred_learners_a_teacher_and_a_canary() {
        SimulatedSite site = SimulatedSite.demo(clock);

        assertThat(courses(site)).hasSize(10);
        assertThat(site.users()).hasSize(DemoSite.LEARNERS + STANDARD_ACCOUNTS + 2);
        assertThat(enrolments(site)).isEqualTo(2L * DemoSite.LEARNERS + 10);
        assertThat(site.users())
                .filteredOn(user -> user.text("idnumber").equals(DemoSite.CANARY_NUMBER))
                .hasSize(1);
    }

    @Test
    void former_learners_of_the_demo_were_last_seen_more_than_a_year_ago() {
        SimulatedSite site = SimulatedSite.demo(clock);
        long aYearAgo = clock.instant().getEpochSecond() - 365L * 86_400;

        assertThat(site.users())
                .filteredOn(user -> user.text("idnumber").startsWith("SIS-000"))
                .filteredOn(user -> user.text("idnumber").compareTo("SIS-00040") <= 0)
                .hasSize(DemoSite.FORMER_LEARNERS)
                .allMatch(user -> user.number("lastaccess") < aYearAgo);
    }

    @Test
    void the_same_people_are_invented_each_time_and_every_address_is_reserved() {
        List<String> first = addresses(SimulatedSite.demo(clock));
        List<String> second = addresses(SimulatedSite.demo(clock));

        assertThat(first).isEqualTo(second).doesNotHaveDuplicates();
        assertThat(addresses(SimulatedSite.demo(Family.V4_5, clock, "UPR"))).isNotEqualTo(first);
        assertThat(first).allMatch(address -> address.matches(".*(\\.example|\\.invalid)"));
    }

    private static List<String> addresses(SimulatedSite site) {
        return site.users().stream().map(user -> user.text("email")).toList();
    }
}

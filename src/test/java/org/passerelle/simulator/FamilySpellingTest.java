package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.testing.SettableClock;

/** What each family calls the same mistake. */
class FamilySpellingTest {
    @ParameterizedTest
    @CsvSource({
        "UP_TO_4_4DEV, invalidrecord, invaliduser, invalidparameter, invalidrecord",
        "V4_5, invalidrecord, invaliduser, invaliduser, invaliduser",
        "V5_1, invalidrecordunknown, invalidrecordunknown, invalidrecordunknown, invalidrecordunknown"
    })
    void each_family_has_its_own_words_for_what_does_not_exist(
            Family family, String course, String user, String unenrolled, String requested) {
        SimulatedSite site = SimulatedSite.empty(family, new SettableClock("2026-11-21T10:00:00Z"));
        long id = site.course("CAP-CUI").id();
        try (MoodleSimulator moodle = MoodleSimulator.start(site)) {
            RestClient rest = RestClient.commanding(moodle);

            assertThat(rest.errorOf("core_enrol_get_enrolled_users", "courseid=99"))
                    .isEqualTo(course);
            assertThat(rest.errorOf("core_nope")).isEqualTo(course);
            assertThat(rest.errorOf("core_user_delete_users", "userids[0]=99")).isEqualTo(user);
            assertThat(
                            rest.errorOf(
                                    "enrol_manual_unenrol_users",
                                    "enrolments[0][userid]=99",
                                    "enrolments[0][courseid]=" + id))
                    .isEqualTo(unenrolled);
            assertThat(
                            rest.errorOf(
                                    "tool_dataprivacy_create_data_request",
                                    "type=2",
                                    "foruserid=99"))
                    .isEqualTo(requested);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UP_TO_4_4DEV, moodle_exception",
        "V4_5, core\\exception\\moodle_exception",
        "V5_1, core\\exception\\moodle_exception"
    })
    void only_the_old_family_names_exceptions_without_a_namespace(Family family, String name) {
        SimulatedSite site = SimulatedSite.empty(family, new SettableClock("2026-11-21T10:00:00Z"));
        try (MoodleSimulator moodle = MoodleSimulator.start(site)) {

            JsonNode refused =
                    RestClient.with(moodle, "deadbeef").call("core_webservice_get_site_info");

            assertThat(refused.path("exception").asText()).isEqualTo(name);
        }
    }
}

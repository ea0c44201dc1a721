package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.GradeItem;
import org.passerelle.simulator.site.SimulatedCourse;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SiteSettings;
import org.passerelle.testing.SettableClock;

/**
 * What Moodle does to a person's data, and what it leaves: the ground the executor is tested on.
 */
class SimulatedErasureTest {
    private static final String MARKER = "erase-77aa";

    private final SettableClock clock = new SettableClock("2026-11-21T10:00:00Z");

    private MoodleSimulator moodle;
    private SimulatedSite site;
    private long zoe;

    private RestClient on(Family family) {
        site = SimulatedSite.empty(family, clock);
        SimulatedCourse course = site.course("CAP-CUI");
        GradeItem essay = course.gradedActivity("assign", "Devoir", 20);
        zoe =
                site.user("zoe.k")
                        .named("Zoé", "Kerhervé")
                        .email("zoe@etu.example")
                        .idnumber("SIS-01001")
                        .phone("03 81 00 00 13")
                        .at("Lycée", "Promo 2026")
                        .leavingTraces()
                        .enrolledIn(course)
                        .graded(essay, 12.5)
                        .id();
        moodle = MoodleSimulator.start(site);
        return RestClient.commanding(moodle);
    }

    @AfterEach
    void stop() {
        moodle.close();
    }

    private JsonNode scrub(RestClient rest) {
        String user = "users[0]";
        return rest.call(
                "core_user_update_users",
                user + "[id]=" + zoe,
                user + "[username]=anon-77aa",
                user + "[firstname]=Anonyme",
                user + "[lastname]=77aa",
                user + "[email]=anon-77aa@anon.invalid",
                user + "[idnumber]=",
                user + "[phone1]=",
                user + "[institution]=",
                user + "[department]=" + MARKER,
                user + "[password]=Xy7-invented-Xy7",
                user + "[auth]=nologin",
                user + "[suspended]=1");
    }

    private JsonNode request(RestClient rest, long id) {
        return rest.call("tool_dataprivacy_get_data_request", "requestid=" + id).path("result");
    }

    private void approve(RestClient rest, long id) {
        JsonNode answer = rest.call("tool_dataprivacy_approve_data_request", "requestid=" + id);
        assertThat(answer.path("result").asBoolean()).isTrue();
    }

    @Test
    void a_scrubbed_user_erased_by_request_leaves_no_old_value_but_what_others_wrote() {
        RestClient rest = on(Family.V5_1);
        assertThat(scrub(rest).path("warnings")).isEmpty();
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=" + zoe);
        approve(rest, 1);
        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(3);

        site.cron().runContextCleanup();
        site.runCron();

        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(10);
        assertThat(request(rest, 1).at("/foruser/department").asText()).isEmpty();
        assertThat(site.user(zoe).orElseThrow().text("username"))
                .isEqualTo("anon-77aa@anon.invalid." + clock.instant().getEpochSecond());
        assertThat(site.residuesOf(zoe, "Kerhervé", "zoe@etu.example", "SIS-01001", "03 81"))
                .containsExactly(
                        "trace.forum_discussion_title",
                        "trace.forum_reply_of_others",
                        "trace.log_of_acts_about",
                        "trace.log_of_own_acts",
                        "trace.notification_to_others",
                        "trace.private_reply_of_others",
                        "trace.staff_note",
                        "trace.trashed_file");
        assertThat(site.course("CAP-CUI").participation(zoe)).isEmpty();
    }

    @Test
    void on_a_site_whose_task_reaches_them_the_own_log_rows_go_too() {
        RestClient rest = on(Family.V5_1);
        site.settings().set(SiteSettings.OWN_LOGS_ERASED, "1");
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=" + zoe);
        approve(rest, 1);

        site.runCron();

        assertThat(site.residuesOf(zoe, "Kerhervé")).doesNotContain("trace.log_of_own_acts");
    }

    @Test
    void an_empty_list_of_interests_is_ignored_and_a_lone_comma_clears_it() {
        RestClient rest = on(Family.V5_1);
        site.user("zoe.k").row().set("interests", "chant, danse");

        rest.call("core_user_update_users", "users[0][id]=" + zoe, "users[0][interests]=");
        assertThat(site.residuesOf(zoe, "danse")).containsExactly("user.interests");
        rest.call("core_user_update_users", "users[0][id]=" + zoe, "users[0][interests]=,");

        assertThat(site.residuesOf(zoe, "danse")).isEmpty();
    }

    @Test
    void deleting_alone_keeps_names_phone_and_the_old_address_inside_the_new_login() {
        RestClient rest = on(Family.UP_TO_4_4DEV);

        rest.call("core_user_delete_users", "userids[0]=" + zoe);

        assertThat(site.residuesOf(zoe, "Kerhervé")).contains("user.lastname", "trace.submission");
        assertThat(site.residuesOf(zoe, "zoe@etu.example"))
                .contains("user.username", "trace.log_of_account_deletion");
        assertThat(site.residuesOf(zoe, "03 81")).containsExactly("user.phone1");
        assertThat(site.residuesOf(zoe, "SIS-01001"))
                .containsExactly("trace.log_of_account_deletion");
        assertThat(request(rest, 1).path("creationmethod").asInt()).isEqualTo(1);
        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(2);
    }

    @Test
    void delete_first_and_approved_in_time_erases_the_profile() {
        RestClient rest = on(Family.UP_TO_4_4DEV);
        scrub(rest);
        rest.call("core_user_delete_users", "userids[0]=" + zoe);
        approve(rest, 1);

        site.runCron();

        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(10);
        assertThat(request(rest, 1).at("/foruser/department").asText()).isEmpty();
        assertThat(site.residuesOf(zoe, "Kerhervé")).doesNotContain("trace.private_message");
    }

    @Test
    void the_lost_race_ends_deleted_all_the_same_but_the_marker_and_the_messages_stay() {
        RestClient rest = on(Family.UP_TO_4_4DEV);
        scrub(rest);
        rest.call("core_user_delete_users", "userids[0]=" + zoe);
        approve(rest, 1);

        site.cron().cleanupFirst(true).run();

        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(10);
        assertThat(request(rest, 1).at("/foruser/department").asText()).isEqualTo(MARKER);
        assertThat(site.residuesOf(zoe, "Kerhervé")).contains("trace.private_message");
    }

    @Test
    void by_the_clock_the_race_is_lost_when_minute_25_passes_before_cron() {
        RestClient rest = on(Family.UP_TO_4_4DEV);
        site.cron().hourlyCleanup(true);
        scrub(rest);
        rest.call("core_user_delete_users", "userids[0]=" + zoe);
        approve(rest, 1);
        clock.advance(Duration.ofMinutes(26));

        site.runCron();

        assertThat(request(rest, 1).at("/foruser/department").asText()).isEqualTo(MARKER);
    }

    @Test
    void cron_runs_by_the_clock_when_told_and_never_when_broken() {
        RestClient rest = on(Family.V5_1);
        site.cron().every(Duration.ofMinutes(1));
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=" + zoe);
        approve(rest, 1);
        site.cron().stop();
        clock.advance(Duration.ofHours(30));
        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(3);

        site.cron().start();

        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(10);
    }

    @Test
    void with_a_data_registry_the_request_says_deleted_though_most_stays() {
        RestClient rest = on(Family.V5_1);
        site.settings().set(SiteSettings.PURPOSES, "Diplôme 10 ans");
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=" + zoe);
        approve(rest, 1);

        site.runCron();

        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(10);
        assertThat(site.residuesOf(zoe, "Kerhervé")).contains("user.lastname", "trace.submission");
        assertThat(site.residuesOf(zoe, "03 81")).containsExactly("user.phone1");
    }

    @Test
    void a_second_administrator_is_really_erased_but_the_primary_one_is_not() {
        RestClient rest = on(Family.V5_1);
        long second = site.user("admin2").siteAdministrator().id();
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=" + second);
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=2");
        approve(rest, 1);
        approve(rest, 2);

        site.runCron();

        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(10);
        assertThat(request(rest, 2).path("status").asInt()).isEqualTo(7);
        assertThat(rest.errorOf("core_user_delete_users", "userids[0]=2"))
                .isEqualTo("useradminodelete");
    }

    @Test
    void a_cancelled_request_is_skipped_by_cron_even_after_approval() {
        RestClient rest = on(Family.V5_1);
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=" + zoe);
        approve(rest, 1);
        rest.call("tool_dataprivacy_cancel_data_request", "requestid=1");

        site.runCron();

        assertThat(request(rest, 1).path("status").asInt()).isEqualTo(6);
        assertThat(site.user(zoe).orElseThrow().isDeleted()).isFalse();
    }

    @Test
    void approval_needs_both_capabilities_and_the_ticked_role() {
        RestClient rest = on(Family.V5_1);
        rest.call("tool_dataprivacy_create_data_request", "type=2", "foruserid=" + zoe);
        String approve = "tool_dataprivacy_approve_data_request";

        for (String missing :
                List.of(
                        "tool/dataprivacy:managedatarequests",
                        "tool/dataprivacy:requestdeleteforotheruser")) {
            site.commander().without(missing);
            assertThat(rest.errorOf(approve, "requestid=1")).isEqualTo("nopermissions");
            site.commander().with(missing);
        }
        site.commander().privacyOfficer(false);
        assertThat(rest.errorOf(approve, "requestid=1")).isEqualTo("nopermissions");
        site.commander().privacyOfficer(true);

        assertThat(rest.errorOf(approve, "requestid=1")).isEqualTo("none");
    }

    @Test
    void one_unknown_user_undoes_a_whole_deletion_but_not_an_update() {
        RestClient rest = on(Family.V5_1);

        rest.call("core_user_delete_users", "userids[0]=" + zoe, "userids[1]=9999");
        JsonNode updated =
                rest.call(
                        "core_user_update_users",
                        "users[0][id]=9999",
                        "users[0][city]=Dole",
                        "users[1][id]=" + zoe,
                        "users[1][city]=Dole");

        assertThat(site.user(zoe).orElseThrow().isDeleted()).isFalse();
        assertThat(updated.at("/warnings/0/warningcode").asText()).isEqualTo("invaliduserid");
        assertThat(site.user(zoe).orElseThrow().text("city")).isEqualTo("Dole");
    }
}

package org.passerelle.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.simulator.SimulatorContractTest.Recorded;
import org.passerelle.simulator.site.DataRequest;
import org.passerelle.simulator.site.Family;
import org.passerelle.simulator.site.Privacy;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SiteSettings;

/**
 * The writing functions against the recordings, each on a site of its own: the answer is the same
 * text but for ids and times.
 */
class CommandContractTest {
    private static final String UPDATE = "core_user_update_users";
    private static final String DELETE = "core_user_delete_users";
    private static final String UNENROL = "enrol_manual_unenrol_users";
    private static final String ENROL = "enrol_manual_enrol_users";
    private static final String CREATE = "tool_dataprivacy_create_data_request";
    private static final String APPROVE = "tool_dataprivacy_approve_data_request";
    private static final String DENY = "tool_dataprivacy_deny_data_request";
    private static final String CANCEL = "tool_dataprivacy_cancel_data_request";
    private static final String GET = "tool_dataprivacy_get_data_request";
    private static final String LIST = "tool_dataprivacy_get_data_requests";
    private static final String BY_FIELD = "core_user_get_users_by_field";
    private static final Consumer<SimulatedSite> AS_IT_IS = site -> {};

    /** A recorded call and what happened on the site before. */
    record Case(Recorded call, Consumer<SimulatedSite> before) {
        @Override
        public String toString() {
            return call.toString();
        }
    }

    private static Case old(
            Consumer<SimulatedSite> before,
            String recording,
            String function,
            String... arguments) {
        return new Case(
                new Recorded(Family.UP_TO_4_4DEV, recording, function, List.of(arguments)), before);
    }

    private static Case recent(
            Consumer<SimulatedSite> before,
            String recording,
            String function,
            String... arguments) {
        return new Case(new Recorded(Family.V5_1, recording, function, List.of(arguments)), before);
    }

    static Stream<Case> cases() {
        return Stream.of(oldCommands(), oldPrivacy(), recentCommands(), recentPrivacy(), looks())
                .flatMap(cases -> cases);
    }

    private static void delete(SimulatedSite site, long user) {
        long by = site.bearerOf("full").orElseThrow().id();
        site.accounts().delete(site.user(user).orElseThrow(), by);
    }

    private static Consumer<SimulatedSite> deleted(long user) {
        return site -> delete(site, user);
    }

    private static Consumer<SimulatedSite> requested(int type, Consumer<DataRequest> then) {
        return site -> then.accept(request(site, type));
    }

    private static DataRequest request(SimulatedSite site, int type) {
        long by = site.bearerOf("full").orElseThrow().id();
        return site.privacy().create(type, 5, by, "Effacement demandé");
    }

    private static Consumer<SimulatedSite> approvedAndRun(int type) {
        return site -> {
            DataRequest request = request(site, type);
            site.privacy().approve(request, request.number("requestedby"));
            site.runCron();
        };
    }

    private static Stream<Case> oldCommands() {
        return Stream.of(
                old(
                        AS_IT_IS,
                        "update_users_suspend",
                        UPDATE,
                        "users[0][id]=102",
                        "users[0][suspended]=1"),
                old(
                        AS_IT_IS,
                        "update_users_admin",
                        UPDATE,
                        "users[0][id]=2",
                        "users[0][suspended]=1"),
                old(
                        AS_IT_IS,
                        "update_users_unknown",
                        UPDATE,
                        "users[0][id]=99999",
                        "users[0][suspended]=1"),
                old(
                        AS_IT_IS,
                        "update_users_dupemail",
                        UPDATE,
                        "users[0][id]=103",
                        "users[0][email]=etu001@lycee.example.invalid"),
                old(
                        AS_IT_IS,
                        "update_bad_email",
                        UPDATE,
                        "users[0][id]=103",
                        "users[0][email]=not-an-email"),
                old(
                        AS_IT_IS,
                        "update_bad_username",
                        UPDATE,
                        "users[0][id]=103",
                        "users[0][username]=Effacé 103"),
                old(
                        AS_IT_IS,
                        "err_missingcap_update",
                        UPDATE,
                        "users[0][id]=5",
                        "users[0][suspended]=1"),
                old(AS_IT_IS, "erase_delete_users", DELETE, "userids[0]=17"),
                old(AS_IT_IS, "delete_admin", DELETE, "userids[0]=2"),
                old(AS_IT_IS, "delete_guest", DELETE, "userids[0]=1"),
                old(AS_IT_IS, "delete_unknown", DELETE, "userids[0]=99999"),
                old(deleted(17), "delete_again", DELETE, "userids[0]=17"),
                old(
                        AS_IT_IS,
                        "delete_batch_with_unknown",
                        DELETE,
                        "userids[0]=100",
                        "userids[1]=99999"),
                old(
                        AS_IT_IS,
                        "unenrol_manual_u34_c2",
                        UNENROL,
                        "enrolments[0][userid]=34",
                        "enrolments[0][courseid]=2"),
                old(
                        AS_IT_IS,
                        "unenrol_not_enrolled",
                        UNENROL,
                        "enrolments[0][userid]=104",
                        "enrolments[0][courseid]=2"),
                old(
                        AS_IT_IS,
                        "unenrol_manual_unknownuser",
                        UNENROL,
                        "enrolments[0][userid]=99999",
                        "enrolments[0][courseid]=2"),
                old(
                        AS_IT_IS,
                        "unenrol_manual_unknowncourse",
                        UNENROL,
                        "enrolments[0][userid]=34",
                        "enrolments[0][courseid]=9999"));
    }

    private static Stream<Case> oldPrivacy() {
        return Stream.of(
                old(deleted(17), "dp_get_request_1_awaiting", GET, "requestid=1"),
                old(AS_IT_IS, "dp_get_request_unknown", GET, "requestid=1"),
                old(AS_IT_IS, "err_missingcap_privacy", GET, "requestid=1"),
                old(deleted(17), "dp_approve_1", APPROVE, "requestid=1"),
                old(AS_IT_IS, "dp_approve_unknown", APPROVE, "requestid=999"),
                old(AS_IT_IS, "dp_deny_wrongstate", DENY, "requestid=7"),
                old(
                        site -> {
                            delete(site, 17);
                            site.cron().runContextCleanup();
                        },
                        "dp_cancel_other",
                        CANCEL,
                        "requestid=1"),
                old(AS_IT_IS, "dp_purpose_options", "tool_dataprivacy_get_purpose_options"),
                old(AS_IT_IS, "dp_category_options", "tool_dataprivacy_get_category_options"),
                old(AS_IT_IS, "err_unknown_function", CREATE, "type=2", "foruserid=5"),
                old(
                        RecordedSteps::approvedDeletion,
                        "dp_get_request_1_approved",
                        GET,
                        "requestid=1"),
                old(RecordedSteps::approvedDeletion, "dp_approve_1_again", APPROVE, "requestid=1"),
                old(RecordedSteps::lostRace, "dp_get_request_1_after_cron", GET, "requestid=1"),
                old(RecordedSteps::wonRace, "flow_get_2", GET, "requestid=1"),
                old(RecordedSteps::automaticApproval, "flowD_get", GET, "requestid=1"));
    }

    private static Stream<Case> recentCommands() {
        return Stream.of(
                recent(
                        AS_IT_IS,
                        "core_user_update_users_admin",
                        UPDATE,
                        "users[0][id]=2",
                        "users[0][firstname]=X"),
                recent(
                        deleted(9),
                        "core_user_update_users_deleted",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][firstname]=X"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_dupusername",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][username]=etu001"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_partial",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][city]=Brest",
                        "users[1][id]=10",
                        "users[1][email]=etu001@lycee.example.invalid"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_nocap",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][city]=x"),
                recent(
                        AS_IT_IS,
                        "core_user_update_users_badusername",
                        UPDATE,
                        "users[0][id]=9",
                        "users[0][username]=ABC Déf"),
                recent(AS_IT_IS, "core_user_delete_users_admin", DELETE, "userids[0]=2"),
                recent(
                        AS_IT_IS,
                        "core_user_delete_users_mixed",
                        DELETE,
                        "userids[0]=9",
                        "userids[1]=999999"),
                recent(AS_IT_IS, "core_user_delete_users_nocap", DELETE, "userids[0]=9"),
                recent(AS_IT_IS, "core_user_delete_users_ok", DELETE, "userids[0]=9"),
                recent(AS_IT_IS, "core_user_delete_users_guest", DELETE, "userids[0]=1"),
                recent(
                        AS_IT_IS,
                        "unenrol_nocap",
                        UNENROL,
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=2"),
                recent(
                        AS_IT_IS,
                        "unenrol_unknown_user",
                        UNENROL,
                        "enrolments[0][userid]=999999",
                        "enrolments[0][courseid]=2"),
                recent(
                        AS_IT_IS,
                        "unenrol_unknown_course",
                        UNENROL,
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=99999"),
                recent(
                        AS_IT_IS,
                        "enrol_badrole",
                        ENROL,
                        "enrolments[0][roleid]=1",
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=2"),
                recent(
                        AS_IT_IS,
                        "enrol_ok",
                        ENROL,
                        "enrolments[0][roleid]=5",
                        "enrolments[0][userid]=9",
                        "enrolments[0][courseid]=2"));
    }

    private static Stream<Case> recentPrivacy() {
        Consumer<SimulatedSite> contactOff = s -> s.settings().set(SiteSettings.CONTACT_DPO, "0");
        Consumer<SimulatedSite> made = requested(DataRequest.DELETE, request -> {});
        return Stream.of(
                recent(AS_IT_IS, "dp_create_delete_ok", CREATE, "type=2", "foruserid=5"),
                recent(AS_IT_IS, "dp_create_admin_target", CREATE, "type=2", "foruserid=2"),
                recent(AS_IT_IS, "dp_create_badtype", CREATE, "type=3", "foruserid=5"),
                recent(
                        contactOff,
                        "dp_create_delete_dpo_contactoff",
                        CREATE,
                        "type=2",
                        "foruserid=5"),
                recent(AS_IT_IS, "dp_create_delete_nocap", CREATE, "type=2", "foruserid=5"),
                recent(made, "dp_create_delete_repeat", CREATE, "type=2", "foruserid=5"),
                recent(deleted(9), "dp_create_deleted_user", CREATE, "type=2", "foruserid=9"),
                recent(AS_IT_IS, "dp_create_guest_target", CREATE, "type=2", "foruserid=1"),
                recent(AS_IT_IS, "dp_create_unknown_user", CREATE, "type=2", "foruserid=999999"),
                recent(
                        s -> s.user("etu001").suspended(),
                        "dp_create_suspended_user",
                        CREATE,
                        "type=2",
                        "foruserid=5"),
                recent(AS_IT_IS, "dp_export_create", CREATE, "type=1", "foruserid=5"),
                recent(made, "dp_approve_ok", APPROVE, "requestid=1"),
                recent(made, "dp_approve_nocap", APPROVE, "requestid=1"),
                recent(
                        RecordedSteps::approvedDeletion,
                        "dp_approve_repeat",
                        APPROVE,
                        "requestid=1"),
                recent(AS_IT_IS, "dp_approve_unknown", APPROVE, "requestid=9999"),
                recent(made, "dp_deny_ok", DENY, "requestid=1"),
                recent(RecordedSteps::approvedDeletion, "dp_deny_repeat", DENY, "requestid=1"),
                recent(made, "dp_cancel_by_requester", CANCEL, "requestid=1"),
                recent(
                        RecordedSteps::approvedLiveDeletion,
                        "dp_cancel_after_approve",
                        CANCEL,
                        "requestid=1"),
                recent(RecordedSteps::madeByAdmin, "dp_cancel", CANCEL, "requestid=1"),
                recent(
                        RecordedSteps::approvedLiveDeletion,
                        "dp_get_data_request",
                        GET,
                        "requestid=1"),
                recent(AS_IT_IS, "dp_get_data_request_unknown", GET, "requestid=9999"),
                recent(approvedAndRun(DataRequest.EXPORT), "dp_export_status", GET, "requestid=1"),
                recent(approvedAndRun(DataRequest.DELETE), "combo_3_status", GET, "requestid=1"));
    }

    private static Stream<Case> looks() {
        Consumer<SimulatedSite> made = requested(DataRequest.DELETE, request -> {});
        return Stream.of(
                recent(made, "dp_list_for_user", LIST, "userid=5"),
                recent(AS_IT_IS, "dp_list_unmapped", LIST),
                recent(deleted(9), "dp_list_for_deleted_user", LIST, "userid=9"),
                recent(
                        approvedAndRun(DataRequest.DELETE),
                        "dp_list_statuses",
                        LIST,
                        "statuses[0]=10",
                        "sort=id DESC",
                        "limitnum=1"),
                recent(
                        approvedAndRun(DataRequest.EXPORT),
                        "dp_export_list_status8",
                        LIST,
                        "statuses[0]=8"),
                recent(
                        AS_IT_IS,
                        "dp_access_information",
                        "tool_dataprivacy_get_access_information"),
                recent(AS_IT_IS, "dp_get_purpose_options", "tool_dataprivacy_get_purpose_options"),
                recent(
                        s -> s.settings().set(SiteSettings.PURPOSES, "Formation,Preuve"),
                        "dp_get_purpose_options_set",
                        "tool_dataprivacy_get_purpose_options"),
                old(
                        RecordedSteps::wonRace,
                        "by_field_deleted_ctx_present",
                        BY_FIELD,
                        "field=id",
                        "values[0]=17"),
                old(
                        RecordedSteps::lostRace,
                        "by_field_deleted_ctx_gone",
                        BY_FIELD,
                        "field=id",
                        "values[0]=17"),
                old(
                        RecordedSteps::lostRace,
                        "by_field_batch_one_deleted",
                        BY_FIELD,
                        "field=id",
                        "values[0]=6",
                        "values[1]=17"),
                old(
                        deleted(17),
                        "after_delete_search",
                        "core_user_get_users",
                        "criteria[0][key]=id",
                        "criteria[0][value]=17"),
                old(
                        deleted(17),
                        "after_delete_courses",
                        "core_enrol_get_users_courses",
                        "userid=17"),
                old(
                        deleted(17),
                        "after_delete_grades",
                        "gradereport_user_get_grade_items",
                        "courseid=2",
                        "userid=17"),
                old(
                        deleted(17),
                        "after_delete_completion",
                        "core_completion_get_course_completion_status",
                        "courseid=2",
                        "userid=17"),
                old(
                        deleted(17),
                        "by_field_idnumber_deleted",
                        BY_FIELD,
                        "field=idnumber",
                        "values[0]=SIS-01013"),
                recent(
                        deleted(9),
                        "core_user_get_users_id_deleted",
                        "core_user_get_users",
                        "criteria[0][key]=id",
                        "criteria[0][value]=9"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_command_is_answered_as_recorded(Case recorded) throws IOException {
        Recorded call = recorded.call();
        SimulatedSite site =
                call.family() == Family.V5_1 ? RecordedSite.like51() : RecordedSite.like42();
        recorded.before().accept(site);
        JsonNode expected = SimulatorContractTest.recording(call);

        JsonNode answer;
        try (MoodleSimulator moodle = MoodleSimulator.start(site)) {
            String token = RecordedSite.tokenFor(site, call.recording());
            answer =
                    RestClient.with(moodle, token)
                            .call(call.function(), call.arguments().toArray(String[]::new));
        }

        assertThat(Shape.of(answer)).isEqualTo(Shape.of(expected));
        for (String key : List.of("exception", "errorcode", "result")) {
            if (!expected.path(key).isContainerNode()) {
                assertThat(answer.path(key)).as(key).isEqualTo(expected.path(key));
            }
        }
        assertThat(answer.findValuesAsText("warningcode"))
                .isEqualTo(expected.findValuesAsText("warningcode"));
        for (String key : List.of("status", "statuslabel", "statuslabelclass", "type")) {
            assertThat(answer.findValuesAsText(key)).isEqualTo(expected.findValuesAsText(key));
        }
    }

    /** What happened on the recorded sites before some of the recordings. */
    static final class RecordedSteps {
        private RecordedSteps() {}

        private static Privacy deletion(SimulatedSite site) {
            delete(site, 17);
            return site.privacy();
        }

        private static void approve(SimulatedSite site, Privacy privacy) {
            privacy.approve(privacy.request(1).orElseThrow(), site.commander().id());
        }

        static void approvedDeletion(SimulatedSite site) {
            approve(site, deletion(site));
        }

        static void approvedLiveDeletion(SimulatedSite site) {
            request(site, DataRequest.DELETE);
            approve(site, site.privacy());
        }

        static void madeByAdmin(SimulatedSite site) {
            site.privacy().create(DataRequest.DELETE, 5, SimulatedSite.ADMIN_ID, "Effacement");
        }

        static void wonRace(SimulatedSite site) {
            approvedDeletion(site);
            site.runCron();
        }

        static void lostRace(SimulatedSite site) {
            approvedDeletion(site);
            site.cron().cleanupFirst(true);
            site.runCron();
        }

        static void automaticApproval(SimulatedSite site) {
            site.settings().set(SiteSettings.AUTOMATIC_DELETION_APPROVAL, "1");
            deletion(site);
        }
    }
}

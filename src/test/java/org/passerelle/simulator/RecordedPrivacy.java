package org.passerelle.simulator;

import static org.passerelle.simulator.CommandContractTest.old;
import static org.passerelle.simulator.CommandContractTest.recent;
import static org.passerelle.simulator.RecordedSteps.AS_IT_IS;
import static org.passerelle.simulator.RecordedSteps.approvedAndRun;
import static org.passerelle.simulator.RecordedSteps.deleted;
import static org.passerelle.simulator.RecordedSteps.requested;

import java.util.function.Consumer;
import java.util.stream.Stream;
import org.passerelle.simulator.CommandContractTest.Case;
import org.passerelle.simulator.site.DataRequest;
import org.passerelle.simulator.site.SimulatedSite;
import org.passerelle.simulator.site.SiteSettings;

/** The recorded privacy requests and what is seen of them. */
final class RecordedPrivacy {
    private static final String DELETE = "core_user_delete_users";
    private static final String CREATE = "tool_dataprivacy_create_data_request";
    private static final String APPROVE = "tool_dataprivacy_approve_data_request";
    private static final String DENY = "tool_dataprivacy_deny_data_request";
    private static final String CANCEL = "tool_dataprivacy_cancel_data_request";
    private static final String GET = "tool_dataprivacy_get_data_request";
    private static final String LIST = "tool_dataprivacy_get_data_requests";
    private static final String BY_FIELD = "core_user_get_users_by_field";

    private RecordedPrivacy() {}

    static Stream<Case> cases() {
        return Stream.of(oldPrivacy(), recentPrivacy(), looks()).flatMap(cases -> cases);
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
                            RecordedSteps.delete(site, 17);
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
}

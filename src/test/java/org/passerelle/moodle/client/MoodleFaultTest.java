package org.passerelle.moodle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.moodle.LoopbackMoodle.Reply;
import org.passerelle.moodle.OneProcessSlots;

/** Every row of the observed error tables, from the recordings where there is one. */
class MoodleFaultTest {
    private final LoopbackMoodle moodle = new LoopbackMoodle();
    private final MoodleClients clients =
            new MoodleClients(
                    ClientSettings.standard().withMaxAnswerBytes(200_000), new OneProcessSlots(2));

    @AfterEach
    void close() {
        clients.close();
        moodle.close();
    }

    private MoodleFault faultOf(String function, Reply reply) {
        moodle.answers(function, reply);
        Throwable thrown =
                catchThrowable(
                        () -> clients.reading(moodle.platform()).call(function, Arguments.none()));
        assertThat(thrown).hasMessageStartingWith("imp-moodle: " + function + ": ").hasNoCause();
        assertThat(thrown.getMessage())
                .doesNotContain(LoopbackMoodle.READ_TOKEN)
                .doesNotContain("pont_ws", "wspoll");
        return switch (thrown) {
            case MoodleRefusal refusal -> refusal.fault();
            case MoodleUnavailable unavailable -> unavailable.fault();
            default -> throw new AssertionError(thrown);
        };
    }

    @ParameterizedTest(name = "{0} is {3}")
    @CsvSource(
            textBlock =
                    """
        # observed on Moodle 5.1
        5.1/err_no_token.json,                           core_webservice_get_site_info,   invalidtoken,               WrongSetUp
        5.1/err_bad_token.json,                          core_webservice_get_site_info,   invalidtoken,               WrongSetUp
        5.1/err_bearer_only.json,                        core_webservice_get_site_info,   invalidtoken,               WrongSetUp
        5.1/err_token_expired.json,                      core_webservice_get_site_info,   accessexception,            WrongSetUp
        5.1/err_token_expired_second.json,               core_webservice_get_site_info,   invalidtoken,               WrongSetUp
        5.1/err_token_ip.json,                           core_webservice_get_site_info,   accessexception,            WrongSetUp
        5.1/err_user_not_authorised.json,                core_webservice_get_site_info,   accessexception,            WrongSetUp
        5.1/err_function_not_in_service.json,            core_user_get_users,             accessexception,            WrongSetUp
        5.1/err_debug_function_not_in_service.json,      core_user_get_users,             accessexception,            WrongSetUp
        5.1/err_no_rest_use.json,                        core_webservice_get_site_info,   accessexception,            WrongSetUp
        5.1/err_authorised_user_validuntil_future.json,  core_webservice_get_site_info,   accessexception,            WrongSetUp
        5.1/err_service_user_suspended.json,             core_webservice_get_site_info,   wsaccessusersuspended,      WrongSetUp
        5.1/err_no_function.json,                        core_webservice_get_site_info,   invalidparameter,           Never
        5.1/err_unknown_function.json,                   core_nope_nope,                  invalidrecordunknown,       NotFound
        5.1/err_invalid_param_missing.json,              core_enrol_get_enrolled_users,   invalidparameter,           Never
        5.1/err_invalid_param_type.json,                 core_enrol_get_enrolled_users,   invalidparameter,           Never
        5.1/err_invalid_param_extra.json,                core_enrol_get_enrolled_users,   invalidparameter,           Never
        5.1/err_debug_invalid_param.json,                core_enrol_get_enrolled_users,   invalidparameter,           Never
        5.1/err_unknown_course_enrol.json,               core_enrol_get_enrolled_users,   invalidrecordunknown,       NotFound
        5.1/err_unknown_course_grades.json,              gradereport_user_get_grade_items, invalidrecordunknown,      NotFound
        5.1/err_debug_unknown_course.json,               core_enrol_get_enrolled_users,   invalidrecord,              NotFound
        5.1/err_missing_capability_dpo.json,             tool_dataprivacy_approve_data_request, nopermissions,        WrongSetUp
        5.1/err_missing_capability_course.json,          core_enrol_get_enrolled_users,   errorcoursecontextnotvalid, WrongSetUp
        5.1/err_missing_capability_grades.json,          gradereport_user_get_grade_items, requireloginerror,         WrongSetUp
        5.1/core_user_get_users_by_field_badfield.json,  core_user_get_users_by_field,    codingerror,                Never
        5.1/err_enrolled_users_unknownfield.json,        core_enrol_get_enrolled_users,   invaliduserfield,           Never
        5.1/err_maintenance_cfg.json,                    core_webservice_get_site_info,   sitemaintenance,            Maintenance
        5.1/err_bad_token_xml.json,                      core_webservice_get_site_info,   invalidtoken,               WrongSetUp
        5.1/dp_list_unmapped.json,                       tool_dataprivacy_get_data_requests, privacyofficeronly,      WrongSetUp
        5.1/dp_create_delete_dpo_contactoff.json,        tool_dataprivacy_create_data_request, contactdpoviaprivacypolicy, WrongSetUp
        5.1/dp_create_delete_nocap.json,                 tool_dataprivacy_create_data_request, nopermissions,         WrongSetUp
        5.1/dp_create_delete_repeat.json,                tool_dataprivacy_create_data_request, errorrequestalreadyexists, Never
        5.1/dp_create_unknown_user.json,                 tool_dataprivacy_create_data_request, invalidrecordunknown,  NotFound
        5.1/dp_create_deleted_user.json,                 tool_dataprivacy_create_data_request, userdeleted,           Never
        5.1/dp_create_guest_target.json,                 tool_dataprivacy_create_data_request, guestsarenotallowed,   Never
        5.1/dp_create_badtype.json,                      tool_dataprivacy_create_data_request, errorinvalidrequesttype, Never
        5.1/dp_create_purpose_form.json,                 tool_dataprivacy_create_purpose_form, missingparam,          Never
        5.1/dp_approve_repeat.json,                      tool_dataprivacy_approve_data_request, errorrequestnotwaitingforapproval, Never
        5.1/dp_approve_nocap.json,                       tool_dataprivacy_approve_data_request, nopermissions,        WrongSetUp
        5.1/dp_get_data_request_unknown.json,            tool_dataprivacy_get_data_request, invalidrecordunknown,     NotFound
        5.1/core_user_delete_users_admin.json,           core_user_delete_users,          useradminodelete,           Never
        5.1/core_user_delete_users_self.json,            core_user_delete_users,          usernotdeletederror,        Never
        5.1/core_user_delete_users_repeat.json,          core_user_delete_users,          invalidrecordunknown,       NotFound
        5.1/core_user_delete_users_nocap.json,           core_user_delete_users,          nopermissions,              WrongSetUp
        5.1/core_user_update_users_badusername.json,     core_user_update_users,          invalidparameter,           Never
        5.1/unenrol_unknown_user.json,                   enrol_manual_unenrol_users,      invalidrecordunknown,       NotFound
        5.1/enrol_badrole.json,                          enrol_manual_enrol_users,        wsusercannotassign,         WrongSetUp
        # observed on Moodle 4.1 to 4.4
        4.2/err_badtoken.json,                           core_webservice_get_site_info,   invalidtoken,               WrongSetUp
        4.2/err_notoken.json,                            core_webservice_get_site_info,   invalidtoken,               WrongSetUp
        4.2/err_function_not_in_service.json,            core_enrol_get_enrolled_users,   accessexception,            WrongSetUp
        4.2/err_token_ip.json,                           core_webservice_get_site_info,   accessexception,            WrongSetUp
        4.2/err_service_disabled.json,                   core_webservice_get_site_info,   accessexception,            WrongSetUp
        4.2/err_wsuser_notauthorised.json,               core_webservice_get_site_info,   accessexception,            WrongSetUp
        4.2/err_token_expired.json,                      core_webservice_get_site_info,   accessexception,            WrongSetUp
        4.2/err_wsuser_suspended.json,                   core_webservice_get_site_info,   wsaccessusersuspended,      WrongSetUp
        4.2/err_forcepwd.json,                           core_enrol_get_enrolled_users,   errorcoursecontextnotvalid, WrongSetUp
        4.2/err_missingcap_enrolled.json,                core_enrol_get_enrolled_users,   errorcoursecontextnotvalid, WrongSetUp
        4.2/err_missingcap_grades.json,                  gradereport_user_get_grade_items, requireloginerror,         WrongSetUp
        4.2/err_missingcap_update.json,                  core_user_update_users,          nopermissions,              WrongSetUp
        4.2/err_extraparam.json,                         core_enrol_get_enrolled_users,   invalidparameter,           Never
        4.2/err_missingparam.json,                       core_enrol_get_enrolled_users,   invalidparameter,           Never
        4.2/enrolled_c2_both.json,                       core_enrol_get_enrolled_users,   codingerror,                Never
        4.2/enrolled_c2_badsort.json,                    core_enrol_get_enrolled_users,   invalidparameter,           Never
        4.2/err_unknown_course.json,                     core_enrol_get_enrolled_users,   invalidrecord,              NotFound
        4.2/err_unknown_function.json,                   core_foo_bar,                    invalidrecord,              NotFound
        4.2/err_unknown_user_completion.json,            core_completion_get_course_completion_status, invaliduser,   NotFound
        4.2/delete_again.json,                           core_user_delete_users,          invaliduser,                NotFound
        4.2/unenrol_manual_unknownuser.json,             enrol_manual_unenrol_users,      invalidparameter,           Never
        4.2/completion_course_notenrolled.json,          core_completion_get_course_completion_status, usernotenroled, Never
        4.2/after_delete_grades.json,                    gradereport_user_get_grade_items, userdeleted,               Never
        4.2/dp_create_purpose.json,                      tool_dataprivacy_create_purpose_form, missingparam,          Never
        4.2/dp_approve_1_again.json,                     tool_dataprivacy_approve_data_request, errorrequestnotwaitingforapproval, Never
        """)
    void a_recorded_error_is_judged_by_its_code(
            String recording, String function, String code, String kind) {
        MoodleFault fault = faultOf(function, Reply.json(LoopbackMoodle.recording(recording)));

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.function()).isEqualTo(function);
        assertThat(fault.getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "4.5 says {0} / {1}: {2}")
    @CsvSource(
            textBlock =
                    """
        # observed on Moodle 4.5: prefixed exceptions with the old codes, none recorded
        core\\\\exception\\\\moodle_exception,               invalidtoken,               WrongSetUp
        core\\\\exception\\\\moodle_exception,               wsaccessusersuspended,      WrongSetUp
        core\\\\exception\\\\moodle_exception,               sitemaintenance,            Maintenance
        core\\\\exception\\\\moodle_exception,               usernotenroled,             Never
        core\\\\exception\\\\moodle_exception,               userdeleted,                Never
        core\\\\exception\\\\moodle_exception,               useradminodelete,           Never
        core\\\\exception\\\\moodle_exception,               usernotdeletederror,        Never
        core\\\\exception\\\\moodle_exception,               errorcoursecontextnotvalid, WrongSetUp
        core\\\\exception\\\\moodle_exception,               errorrequestalreadyexists,  Never
        core\\\\exception\\\\moodle_exception,               contactdpoviaprivacypolicy, WrongSetUp
        core\\\\exception\\\\moodle_exception,               errorcannotrequestdeleteforother, WrongSetUp
        core\\\\exception\\\\require_login_exception,        requireloginerror,          WrongSetUp
        core\\\\exception\\\\required_capability_exception,  nopermissions,              WrongSetUp
        core\\\\exception\\\\invalid_parameter_exception,    invalidparameter,           Never
        core\\\\exception\\\\coding_exception,               codingerror,                Never
        webservice_access_exception,                     accessexception,            WrongSetUp
        dml_missing_record_exception,                    invalidrecord,              NotFound
        dml_missing_record_exception,                    invaliduser,                NotFound
        dml_missing_record_exception,                    invalidrecordunknown,       NotFound
        core\\\\exception\\\\moodle_exception,               invaliduserfield,           Never
        some_plugin_exception,                           neverheardof,               Never
        dml_read_exception,                              dmlreadexception,           Passing
        """)
    void the_exception_name_does_not_matter(String exception, String code, String kind) {
        String body =
                "{\"exception\":\""
                        + exception
                        + "\",\"errorcode\":\""
                        + code
                        + "\",\"message\":\"traduit\"}";

        MoodleFault fault = faultOf("core_user_get_users", Reply.json(body));

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest(name = "HTTP {0} is {2}")
    @CsvSource({
        "503, http-503, Maintenance", "403, http-403, WrongSetUp", "500, http-500, Passing",
                "502, http-502, Passing",
        "504, http-504, Passing", "429, http-429, Passing", "404, http-404, WrongSetUp",
                "401, http-401, WrongSetUp",
        "413, http-413, Never"
    })
    void a_status_without_a_body_is_judged_by_itself(int status, String code, String kind) {
        MoodleFault fault =
                faultOf("core_webservice_get_site_info", Reply.of(status, "text/html", ""));

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void the_maintenance_page_of_the_command_line_is_maintenance() {
        var page =
                new String(
                        LoopbackMoodle.recording("5.1/err_maintenance_cli.json"),
                        StandardCharsets.UTF_8);

        MoodleFault fault =
                faultOf("core_webservice_get_site_info", Reply.of(503, "text/html", page));

        assertThat(fault).isInstanceOf(MoodleFault.Maintenance.class);
    }

    @Test
    void an_error_body_wins_over_the_status() {
        Reply reply =
                Reply.of(
                        404,
                        "application/json",
                        "{\"exception\":\"x\",\"errorcode\":\"invalidtoken\",\"message\":\"\"}");

        assertThat(faultOf("core_webservice_get_site_info", reply).code())
                .isEqualTo("invalidtoken");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
        empty-body     | Passing | ~~
        html-body      | Passing | <!DOCTYPE html><html><body>Proxy</body></html>
        php-notices-body | WrongSetUp | <br /> <b>Deprecated</b>:  Durand in /var/www on line 3<br />{"users":[]}
        php-notices-body | WrongSetUp | Warning: Undefined variable $x{"users":[]}
        xml-body       | Never   | <?xml version="1.0"?><RESPONSE></RESPONSE>
        truncated-body | Passing | {"users":[{"id":5,"fullname":"Zo
        truncated-body | Passing | [{"id":5},
        not-json-body  | Never   | Durand is not JSON
        not-json-body  | Never   | {"users":[{"id":5 "fullname":"Durand"}]}
        """)
    void a_body_that_is_no_answer_is_never_believed(String code, String kind, String body) {
        MoodleFault fault = faultOf("core_user_get_users", Reply.json(body));

        assertThat(fault.code()).isEqualTo(code);
        assertThat(fault.getClass().getSimpleName()).isEqualTo(kind);
        assertThat(fault.toString()).doesNotContain("Durand");
    }

    @Test
    void an_answer_that_is_not_utf_8_is_refused() {
        byte[] latin = "[{\"fullname\":\"Zoé Kerhervé\"}]".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(faultOf("core_user_get_users", Reply.json(latin)).code())
                .isEqualTo("not-utf-8-body");
        byte[] wide = "[{\"fullname\":\"Zoé\"}]".getBytes(StandardCharsets.UTF_16);
        assertThat(faultOf("core_user_get_users", Reply.json(wide)))
                .isInstanceOf(MoodleFault.Never.class);
    }

    @Test
    void an_oversized_answer_is_refused_also_when_it_was_small_on_the_wire() {
        Reply bomb = Reply.json("[" + "0,".repeat(200_000) + "0]").gzipped();
        assertThat(bomb.body()).hasSizeLessThan(10_000);

        assertThat(faultOf("core_user_get_users", bomb).code()).isEqualTo("oversized-body");
    }

    @Test
    void a_truncated_gzip_body_is_truncated() {
        Reply whole = Reply.json("[" + "{\"id\":123456789},".repeat(500) + "{}]").gzipped();
        byte[] half = java.util.Arrays.copyOf(whole.body(), whole.body().length / 2);
        Reply cut = new Reply(200, whole.type(), half, whole.headers());

        assertThat(faultOf("core_user_get_users", cut).code()).isEqualTo("truncated-body");
    }

    @Test
    void a_missing_capability_is_named() {
        var fault =
                faultOf(
                        "core_user_update_users",
                        Reply.json(LoopbackMoodle.recording("4.2/err_missingcap_update.json")));

        assertThat(((MoodleFault.WrongSetUp) fault).mend())
                .contains("moodle/user:update", "Define roles");
    }
}

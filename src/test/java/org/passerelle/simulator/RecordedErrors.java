package org.passerelle.simulator;

import static org.passerelle.simulator.RecordedCalls.old;
import static org.passerelle.simulator.RecordedCalls.recent;

import java.util.stream.Stream;
import org.passerelle.simulator.SimulatorContractTest.Recorded;

/** The recorded errors of the reading functions. */
final class RecordedErrors {
    private static final String SITE_INFO = "core_webservice_get_site_info";
    private static final String COURSES = "core_course_get_courses";
    private static final String BY_FIELD = "core_course_get_courses_by_field";
    private static final String ENROLLED = "core_enrol_get_enrolled_users";
    private static final String USERS = "core_user_get_users";
    private static final String USERS_BY = "core_user_get_users_by_field";
    private static final String GRADES = "gradereport_user_get_grade_items";
    private static final String COURSE_DONE = "core_completion_get_course_completion_status";

    private RecordedErrors() {}

    static Stream<Recorded> errors() {
        return Stream.of(oldErrors(), recentErrors()).flatMap(calls -> calls);
    }

    private static Stream<Recorded> oldErrors() {
        return Stream.of(
                old("err_badtoken", SITE_INFO),
                old("err_notoken", SITE_INFO),
                old("err_extraparam", ENROLLED, "courseid=2", "foo=bar"),
                old("err_function_not_in_service", ENROLLED, "courseid=2"),
                old("err_invalidparam", ENROLLED, "courseid=abc"),
                old("err_missingparam", ENROLLED),
                old("err_missingcap_enrolled", ENROLLED, "courseid=2"),
                old("err_missingcap_grades", GRADES, "courseid=2"),
                old("err_service_disabled", SITE_INFO),
                old("err_token_expired", SITE_INFO),
                old("err_token_ip", SITE_INFO),
                old("err_unknown_course", ENROLLED, "courseid=9999"),
                old("err_unknown_course_completion", COURSE_DONE, "courseid=9999", "userid=5"),
                old("err_unknown_course_grades", GRADES, "courseid=9999"),
                old("err_unknown_function", "core_foo_bar"),
                old("err_unknown_user_completion", COURSE_DONE, "courseid=2", "userid=99999"),
                old("err_wsuser_notauthorised", SITE_INFO),
                old("err_wsuser_suspended", SITE_INFO),
                old(
                        "enrolled_c2_badfield",
                        ENROLLED,
                        "courseid=2",
                        "options[0][name]=userfields",
                        "options[0][value]=id,lastlogin"),
                old(
                        "enrolled_c2_badsort",
                        ENROLLED,
                        "courseid=2",
                        "options[0][name]=sortby",
                        "options[0][value]=lastaccess"),
                old(
                        "enrolled_c2_both",
                        ENROLLED,
                        "courseid=2",
                        "options[0][name]=onlyactive",
                        "options[0][value]=1",
                        "options[1][name]=onlysuspended",
                        "options[1][value]=1"),
                old("nocaps_courses", COURSES),
                old("completion_course_notenrolled", COURSE_DONE, "courseid=2", "userid=104"));
    }

    private static Stream<Recorded> recentErrors() {
        return Stream.of(
                recent("err_bad_token", SITE_INFO),
                recent("err_no_token", SITE_INFO),
                recent("err_token_expired", SITE_INFO),
                recent("err_token_expired_second", SITE_INFO),
                recent("err_user_not_authorised", SITE_INFO),
                recent("err_no_rest_use", SITE_INFO),
                recent("err_service_user_suspended", SITE_INFO),
                recent("err_function_not_in_service", USERS),
                recent("err_no_function", ""),
                recent("err_unknown_function", "core_nope_nope"),
                recent("err_invalid_param_extra", ENROLLED, "courseid=2", "bogus=1"),
                recent("err_invalid_param_missing", ENROLLED),
                recent("err_invalid_param_type", ENROLLED, "courseid=abc"),
                recent(
                        "err_enrolled_users_unknownfield",
                        ENROLLED,
                        "courseid=2",
                        "options[0][name]=userfields",
                        "options[0][value]=id,timestart"),
                recent("err_missing_capability_course", ENROLLED, "courseid=2"),
                recent("err_missing_capability_grades", GRADES, "courseid=2"),
                recent("err_unknown_course_enrol", ENROLLED, "courseid=999999"),
                recent("err_unknown_course_grades", GRADES, "courseid=999999"),
                recent("core_course_get_courses_by_field_bad", BY_FIELD, "field=bogus", "value=1"),
                recent(
                        "core_user_get_users_by_field_badfield",
                        USERS_BY,
                        "field=lastname",
                        "values[0]=x"),
                recent(
                        "core_user_get_users_by_field_badvalue",
                        USERS_BY,
                        "field=id",
                        "values[0]=abc"));
    }
}

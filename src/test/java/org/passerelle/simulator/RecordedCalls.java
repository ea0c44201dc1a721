package org.passerelle.simulator;

import java.util.List;
import java.util.stream.Stream;
import org.passerelle.simulator.SimulatorContractTest.Recorded;
import org.passerelle.simulator.site.Family;

/** The table the contract test walks: recording, function, arguments on the simulated site. */
final class RecordedCalls {
    private static final String SITE_INFO = "core_webservice_get_site_info";
    private static final String COURSES = "core_course_get_courses";
    private static final String BY_FIELD = "core_course_get_courses_by_field";
    private static final String ENROLLED = "core_enrol_get_enrolled_users";
    private static final String USERS = "core_user_get_users";
    private static final String USERS_BY = "core_user_get_users_by_field";
    private static final String HIS_COURSES = "core_enrol_get_users_courses";
    private static final String GRADES = "gradereport_user_get_grade_items";
    private static final String COURSE_DONE = "core_completion_get_course_completion_status";
    private static final String ACTIVITIES = "core_completion_get_activities_completion_status";
    private static final String BATCH = "tool_mobile_call_external_functions";

    private RecordedCalls() {}

    static Recorded old(String recording, String function, String... arguments) {
        return new Recorded(Family.UP_TO_4_4DEV, recording, function, List.of(arguments));
    }

    static Recorded recent(String recording, String function, String... arguments) {
        return new Recorded(Family.V5_1, recording, function, List.of(arguments));
    }

    static Stream<Recorded> answers() {
        return Stream.of(
                        oldSite(),
                        oldPeople(),
                        oldEnrolments(),
                        oldProgress(),
                        recentReading(),
                        recentProgress())
                .flatMap(calls -> calls);
    }

    private static Stream<Recorded> oldSite() {
        return Stream.of(
                old("site_info", SITE_INFO),
                old("courses", COURSES),
                old("courses_raw", COURSES, "moodlewssettingraw=1"),
                old("courses_with_course_update", COURSES),
                old("courses_by_field_all", BY_FIELD),
                old("courses_by_field_idnumber", BY_FIELD, "field=idnumber", "value=C-BTS-MCO"),
                old("courses_by_field_with_update", BY_FIELD, "field=id", "value=4"),
                old("users_courses", HIS_COURSES, "userid=5"),
                old("users_courses_nocount", HIS_COURSES, "userid=5", "returnusercount=0"),
                old("users_courses_suspendedenrol", HIS_COURSES, "userid=29"),
                old("err_unknown_user_courses", HIS_COURSES, "userid=99999"));
    }

    private static Stream<Recorded> oldPeople() {
        return Stream.of(
                old("users_by_field_id", USERS_BY, "field=id", "values[0]=5"),
                old("users_by_field_idnumber", USERS_BY, "field=idnumber", "values[0]=SIS-01001"),
                old(
                        "by_field_email",
                        USERS_BY,
                        "field=email",
                        "values[0]=ETU002@lycee.example.invalid"),
                old("by_field_idnumber_case", USERS_BY, "field=idnumber", "values[0]=sis-01002"),
                old("by_field_unknown", USERS_BY, "field=id", "values[0]=99999"),
                old(
                        "users_search_email",
                        USERS,
                        "criteria[0][key]=email",
                        "criteria[0][value]=%@lycee.example.invalid"),
                old("users_search_empty", USERS, "criteria[0][key]=email", "criteria[0][value]=%"),
                old(
                        "users_search_auth",
                        USERS,
                        "criteria[0][key]=auth",
                        "criteria[0][value]=manual"),
                old(
                        "users_search_badkey",
                        USERS,
                        "criteria[0][key]=suspended",
                        "criteria[0][value]=1"),
                old(
                        "err_missingcap_getusers",
                        USERS,
                        "criteria[0][key]=email",
                        "criteria[0][value]=%"));
    }

    private static Stream<Recorded> oldEnrolments() {
        String fields = "options[0][name]=userfields";
        return Stream.of(
                old("enrolled_c1_site", ENROLLED, "courseid=1", fields, "options[0][value]=id"),
                old("enrolled_c2", ENROLLED, "courseid=2"),
                old(
                        "enrolled_c2_unknownoption",
                        ENROLLED,
                        "courseid=2",
                        "options[0][name]=frobnicate",
                        "options[0][value]=1"),
                old(
                        "enrolled_c2_lean",
                        ENROLLED,
                        "courseid=2",
                        fields,
                        "options[0][value]=id,username,idnumber,email,firstname,lastname,lastaccess,lastcourseaccess,firstaccess,suspended"),
                old(
                        "enrolled_c2_onlyactive",
                        ENROLLED,
                        "courseid=2",
                        fields,
                        "options[0][value]=id",
                        "options[1][name]=onlyactive",
                        "options[1][value]=1"),
                old(
                        "enrolled_c2_onlysuspended",
                        ENROLLED,
                        "courseid=2",
                        fields,
                        "options[0][value]=id,username",
                        "options[1][name]=onlysuspended",
                        "options[1][value]=1"),
                old(
                        "enrolled_c2_page1",
                        ENROLLED,
                        "courseid=2",
                        fields,
                        "options[0][value]=id,idnumber,lastaccess",
                        "options[1][name]=limitnumber",
                        "options[1][value]=40"),
                old("enrolled_raw", ENROLLED, "courseid=4", "moodlewssettingraw=1"),
                old("enrolled_c6_hidden", ENROLLED, "courseid=6", fields, "options[0][value]=id"),
                old(
                        "mobile_call",
                        BATCH,
                        "requests[0][function]=" + ENROLLED,
                        "requests[0][arguments]={\"courseid\":\"2\",\"options\":[{\"name\":\"userfields\",\"value\":\"id\"}]}"));
    }

    private static Stream<Recorded> oldProgress() {
        return Stream.of(
                old("grades_c2_u5", GRADES, "courseid=2", "userid=5"),
                old("grades_c2_u5_without_modview", GRADES, "courseid=2", "userid=5"),
                old("grades_c2_notenrolled", GRADES, "courseid=2", "userid=104"),
                old("grades_c2_suspendedenrol", GRADES, "courseid=2", "userid=29"),
                old("grades_c6_hidden", GRADES, "courseid=6"),
                old(
                        "mobile_call_grades",
                        BATCH,
                        "requests[0][function]=" + GRADES,
                        "requests[0][arguments]={\"courseid\":\"2\",\"userid\":\"5\"}"),
                old("completion_course_c2_u5", COURSE_DONE, "courseid=2", "userid=5"),
                old("completion_course_c2_u9", COURSE_DONE, "courseid=2", "userid=9"),
                old("completion_acts_c2_u9", ACTIVITIES, "courseid=2", "userid=9"));
    }

    private static Stream<Recorded> recentReading() {
        return Stream.of(
                recent("core_webservice_get_site_info_min", SITE_INFO),
                recent(
                        "core_course_get_courses_ids",
                        COURSES,
                        "options[ids][0]=2",
                        "options[ids][1]=3"),
                recent("core_course_get_courses_by_field_id", BY_FIELD, "field=id", "value=2"),
                recent("core_course_get_courses_by_field_ids", BY_FIELD, "field=ids", "value=2,3"),
                recent(
                        "core_course_get_courses_by_field_idnumber",
                        BY_FIELD,
                        "field=idnumber",
                        "value=C-INF100"),
                recent("courses_by_field_unknown", BY_FIELD, "field=id", "value=999999"),
                recent("err_get_courses_unknown", COURSES, "options[ids][0]=999999"),
                recent("core_enrol_get_users_courses", HIS_COURSES, "userid=5"),
                recent(
                        "core_enrol_get_enrolled_users_page1",
                        ENROLLED,
                        "courseid=2",
                        "options[0][name]=limitnumber",
                        "options[0][value]=2"),
                recent(
                        "core_enrol_get_enrolled_users_fields",
                        ENROLLED,
                        "courseid=2",
                        "options[0][name]=userfields",
                        "options[0][value]=id,lastaccess,lastcourseaccess,email,customfields,groups,roles",
                        "options[1][name]=limitnumber",
                        "options[1][value]=2"),
                recent(
                        "core_user_get_users_by_field_id",
                        USERS_BY,
                        "field=id",
                        "values[0]=5",
                        "values[1]=999999"),
                recent(
                        "core_user_get_users_by_field_username",
                        USERS_BY,
                        "field=username",
                        "values[0]=etu001"),
                recent(
                        "core_user_get_users_lastname",
                        USERS,
                        "criteria[0][key]=lastname",
                        "criteria[0][value]=Durand"),
                recent(
                        "err_missing_capability",
                        USERS,
                        "criteria[0][key]=email",
                        "criteria[0][value]=%"));
    }

    private static Stream<Recorded> recentProgress() {
        return Stream.of(
                recent("gradereport_user_get_grade_items_user", GRADES, "courseid=2", "userid=5"),
                recent("gradereport_user_get_grade_items_course_small", GRADES, "courseid=3"),
                recent("core_grades_get_gradeitems", "core_grades_get_gradeitems", "courseid=2"),
                recent("core_completion_course_status", COURSE_DONE, "courseid=2", "userid=8"),
                recent("core_completion_activities_status", ACTIVITIES, "courseid=2", "userid=8"),
                recent(
                        "tool_mobile_call_external",
                        BATCH,
                        "requests[0][function]=" + SITE_INFO,
                        "requests[1][function]=" + GRADES,
                        "requests[1][arguments]={\"courseid\":3}",
                        "requests[2][function]=" + ENROLLED,
                        "requests[2][arguments]={\"courseid\":999999}"));
    }
}

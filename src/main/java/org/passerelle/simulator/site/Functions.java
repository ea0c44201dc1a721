package org.passerelle.simulator.site;

import java.util.List;
import java.util.Set;

/** The functions our two services hold, as the administrator's guide lists them. */
public final class Functions {
    public static final List<String> READ =
            List.of(
                    "core_webservice_get_site_info",
                    "core_course_get_courses",
                    "core_course_get_courses_by_field",
                    "core_user_get_users",
                    "core_user_get_users_by_field",
                    "core_enrol_get_enrolled_users",
                    "core_enrol_get_users_courses",
                    "gradereport_user_get_grade_items",
                    "core_grades_get_gradeitems",
                    "core_completion_get_course_completion_status",
                    "core_completion_get_activities_completion_status",
                    "tool_mobile_call_external_functions");

    public static final List<String> COMMAND =
            List.of(
                    "core_user_update_users",
                    "core_user_delete_users",
                    "enrol_manual_unenrol_users",
                    "enrol_manual_enrol_users",
                    "tool_dataprivacy_create_data_request",
                    "tool_dataprivacy_get_data_requests",
                    "tool_dataprivacy_get_data_request",
                    "tool_dataprivacy_approve_data_request",
                    "tool_dataprivacy_deny_data_request",
                    "tool_dataprivacy_cancel_data_request",
                    "tool_dataprivacy_get_purpose_options",
                    "tool_dataprivacy_get_category_options",
                    "tool_dataprivacy_get_access_information");

    /** Functions that came after 4.4dev. */
    public static final Set<String> SINCE_4_5 =
            Set.of(
                    "tool_dataprivacy_create_data_request",
                    "tool_dataprivacy_get_data_requests",
                    "tool_dataprivacy_get_access_information");

    private Functions() {}

    /** Whether Moodles of this family know the function. */
    public static boolean isOffered(String function, Family family) {
        return (READ.contains(function) || COMMAND.contains(function))
                && (family.since45() || !SINCE_4_5.contains(function));
    }
}

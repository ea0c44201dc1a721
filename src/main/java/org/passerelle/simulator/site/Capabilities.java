package org.passerelle.simulator.site;

import java.util.List;

/** The capabilities of the two roles, as the administrator's guide lists them. */
public final class Capabilities {
    public static final List<String> READ =
            List.of(
                    "webservice/rest:use",
                    "moodle/course:view",
                    "moodle/course:viewhiddencourses",
                    "moodle/course:viewhiddenactivities",
                    "moodle/category:viewhiddencategories",
                    "moodle/course:viewparticipants",
                    "moodle/user:viewdetails",
                    "moodle/site:viewuseridentity",
                    "moodle/site:viewfullnames",
                    "moodle/site:accessallgroups",
                    "moodle/course:enrolreview",
                    "moodle/course:viewsuspendedusers",
                    "gradereport/user:view",
                    "moodle/grade:viewall",
                    "moodle/grade:viewhidden",
                    "report/completion:view",
                    "report/progress:view",
                    "mod/assign:view",
                    "mod/quiz:view",
                    "mod/forum:viewdiscussion",
                    "mod/lesson:view",
                    "mod/h5pactivity:view",
                    "mod/scorm:view");

    public static final List<String> COMMAND =
            List.of(
                    "moodle/user:update",
                    "moodle/user:delete",
                    "moodle/user:viewalldetails",
                    "enrol/manual:enrol",
                    "enrol/manual:unenrol",
                    "tool/dataprivacy:managedatarequests",
                    "tool/dataprivacy:managedataregistry",
                    "tool/dataprivacy:makedatarequestsforchildren",
                    "tool/dataprivacy:requestdeleteforotheruser");

    private Capabilities() {}
}

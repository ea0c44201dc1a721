package org.passerelle.simulator.site;

import java.util.List;

/**
 * The capabilities of the two roles; those of the commands are exactly what the administrator's
 * guide lists, so that no command works here that would be refused there.
 */
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
                    "webservice/rest:use",
                    "moodle/user:viewdetails",
                    "moodle/user:viewalldetails",
                    "moodle/site:viewuseridentity",
                    "moodle/site:viewfullnames",
                    "moodle/user:viewhiddendetails",
                    "moodle/user:update",
                    "moodle/user:delete",
                    "moodle/course:view",
                    "moodle/course:viewhiddencourses",
                    "moodle/course:viewparticipants",
                    "moodle/site:accessallgroups",
                    "enrol/manual:unenrol",
                    "moodle/course:enrolreview",
                    "tool/dataprivacy:managedatarequests",
                    "tool/dataprivacy:requestdeleteforotheruser",
                    "tool/dataprivacy:makedatarequestsforchildren");

    private Capabilities() {}
}

package org.passerelle.moodle.client;

import java.util.Map;
import java.util.Optional;

/** The Moodle screen, setting or capability that mends each wrong set-up. */
final class Mends {
    private static final String SERVICES =
            "Site administration > Server > Web services > External services";
    private static final String TOKENS =
            "Site administration > Server > Web services > Manage tokens";
    private static final String ROLES = "Site administration > Users > Permissions > Define roles";
    private static final String PRIVACY =
            "Site administration > Users > Privacy and policies > Privacy settings";

    private record Mend(String what, String how) {}

    private static final Map<String, Mend> BY_CODE =
            Map.ofEntries(
                    Map.entry(
                            "invalidtoken",
                            new Mend(
                                    "Moodle does not know this token, or has deleted it because it expired",
                                    TOKENS + ": make a new token and put it into the token file")),
                    Map.entry(
                            "accessexception",
                            new Mend(
                                    "access denied: the function is not in the token's service, the service is disabled, the account is"
                                            + " not on its list of authorised users or has a 'valid until' there, the token expired or is"
                                            + " bound to another IP address, or webservice/rest:use is missing (Moodle does not say which)",
                                    SERVICES
                                            + ": enabled, Functions, Authorised users ('valid until' empty); "
                                            + TOKENS
                                            + ": IP restriction, valid until; "
                                            + ROLES
                                            + ": webservice/rest:use")),
                    Map.entry("wsaccessusersuspended", account("suspended")),
                    Map.entry("wsaccessuserdeleted", account("deleted")),
                    Map.entry("wsaccessuserunconfirmed", account("not confirmed")),
                    Map.entry("wsaccessuserexpired", account("of an expired password")),
                    Map.entry(
                            "wsaccessusernologin",
                            account("of the authentication method 'nologin'")),
                    Map.entry("errorcoursecontextnotvalid", courseClosed()),
                    Map.entry("requireloginerror", courseClosed()),
                    Map.entry("coursehidden", courseClosed()),
                    Map.entry(
                            "accessdenied",
                            new Mend(
                                    "the course separates its groups and the service account is in none",
                                    ROLES + ": moodle/site:accessallgroups")),
                    Map.entry(
                            "notingroup",
                            new Mend(
                                    "the course separates its groups and the service account is in none",
                                    ROLES + ": moodle/site:accessallgroups")),
                    Map.entry(
                            "nopermissiontoviewgrades",
                            new Mend(
                                    "the service account may not see grades",
                                    ROLES + ": moodle/grade:viewall")),
                    Map.entry(
                            "cannotviewreport",
                            new Mend(
                                    "the service account may not see completion reports",
                                    ROLES + ": report/completion:view")),
                    Map.entry(
                            "sitepolicynotagreed",
                            new Mend(
                                    "the service account has not accepted the site policy",
                                    "sign in once as the service account and accept it")),
                    Map.entry(
                            "forcepasswordchangenotice",
                            new Mend(
                                    "the service account must change its password first",
                                    "sign in once as the service account")),
                    Map.entry(
                            "privacyofficeronly",
                            new Mend(
                                    "the command account's role is not a privacy officer role",
                                    PRIVACY
                                            + ": Privacy officer role mapping: tick the command role")),
                    Map.entry(
                            "contactdpoviaprivacypolicy",
                            new Mend(
                                    "the site does not take data requests for others",
                                    PRIVACY
                                            + ": Contact the privacy officer: yes (contactdataprotectionofficer)")),
                    Map.entry(
                            "errorcannotrequestdeleteforother",
                            new Mend(
                                    "the command role may not ask for the deletion of others",
                                    ROLES + ": tool/dataprivacy:requestdeleteforotheruser")),
                    Map.entry(
                            "wsusercannotassign",
                            new Mend(
                                    "the command role may not assign this role",
                                    "Site administration > Users > Permissions > Define roles > Allow role assignments")),
                    Map.entry(
                            "servicenotavailable",
                            new Mend("the service is not available", SERVICES + ": enabled")),
                    Map.entry(
                            "enablewsdescription",
                            new Mend("web services are switched off", webServicesOff())));

    /** What {@code nopermissions} most likely misses, per function. */
    private static final Map<String, String> CAPABILITY =
            Map.ofEntries(
                    Map.entry(
                            "core_course_get_courses",
                            "moodle/course:view, moodle/course:viewhiddencourses"),
                    Map.entry("core_enrol_get_enrolled_users", "moodle/course:enrolreview"),
                    Map.entry("core_user_get_users", "moodle/user:viewdetails"),
                    Map.entry("core_user_update_users", "moodle/user:update"),
                    Map.entry("core_user_delete_users", "moodle/user:delete"),
                    Map.entry(
                            "gradereport_user_get_grade_items",
                            "gradereport/user:view, moodle/grade:viewall"),
                    Map.entry(
                            "core_grades_get_gradeitems",
                            "moodle/grade:manage or gradereport/user:view"),
                    Map.entry(
                            "core_completion_get_course_completion_status",
                            "report/completion:view"),
                    Map.entry(
                            "core_completion_get_activities_completion_status",
                            "report/progress:view"),
                    Map.entry("enrol_manual_enrol_users", "enrol/manual:enrol"),
                    Map.entry("enrol_manual_unenrol_users", "enrol/manual:unenrol"),
                    Map.entry(
                            "tool_dataprivacy_create_data_request",
                            "tool/dataprivacy:makedatarequestsforchildren, tool/dataprivacy:requestdeleteforotheruser"),
                    Map.entry(
                            "tool_dataprivacy_get_data_request",
                            "tool/dataprivacy:managedatarequests"),
                    Map.entry(
                            "tool_dataprivacy_get_data_requests",
                            "tool/dataprivacy:managedatarequests"),
                    Map.entry(
                            "tool_dataprivacy_approve_data_request",
                            "tool/dataprivacy:managedatarequests, tool/dataprivacy:requestdeleteforotheruser, and the role"
                                    + " ticked in "
                                    + PRIVACY
                                    + ": Privacy officer role mapping"));

    private Mends() {}

    static Optional<MoodleFault> of(String function, String code) {
        if (code.equals("nopermissions")) {
            return Optional.of(missingCapability(function));
        }
        return Optional.ofNullable(BY_CODE.get(code))
                .map(mend -> new MoodleFault.WrongSetUp(function, code, mend.what(), mend.how()));
    }

    private static MoodleFault missingCapability(String function) {
        String needed =
                CAPABILITY.getOrDefault(
                        function, "those listed for this function in Moodle's API documentation");
        return new MoodleFault.WrongSetUp(
                function,
                "nopermissions",
                "the service account lacks a capability",
                ROLES + ": " + needed + "; the role must be assigned at system level");
    }

    static MoodleFault ofStatus(String function, int status) {
        String code = "http-" + status;
        if (status == 403) {
            return new MoodleFault.WrongSetUp(
                    function,
                    code,
                    "web services or REST are switched off, or a firewall refuses us",
                    webServicesOff());
        }
        if (status == 401 || status == 407) {
            return new MoodleFault.WrongSetUp(
                    function,
                    code,
                    "the web server or a proxy asks for a password before Moodle",
                    "let the bridge's address through to /webservice/rest/server.php");
        }
        if (status >= 300 && status < 400) {
            return new MoodleFault.WrongSetUp(
                    function,
                    code,
                    "the site redirects; a token is never sent to another address",
                    "organisation.yaml: set base-url to the site's own address ($CFG->wwwroot), with https");
        }
        return new MoodleFault.WrongSetUp(
                function,
                code,
                "there is no Moodle web service at this address",
                "organisation.yaml: set base-url to the site's own address ($CFG->wwwroot)");
    }

    private static Mend account(String state) {
        return new Mend(
                "the service account is " + state,
                "Site administration > Users > Accounts > Browse list of users: mend the service account");
    }

    private static Mend courseClosed() {
        return new Mend(
                "the service account may not enter the course",
                ROLES
                        + ": moodle/course:view, moodle/course:viewhiddencourses; the"
                        + " account must not have a forced password change or an unaccepted site policy");
    }

    private static String webServicesOff() {
        return "Site administration > General > Advanced features: Enable web services; Site administration > Server > Web"
                + " services > Manage protocols: REST";
    }
}

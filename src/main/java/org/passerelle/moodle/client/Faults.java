package org.passerelle.moodle.client;

import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Judges what Moodle says into a {@link MoodleFault}. */
final class Faults {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Duration MAINTENANCE = Duration.ofMinutes(5);

    private static final Set<String> NOT_FOUND =
            Set.of(
                    "invalidrecord",
                    "invalidrecordunknown",
                    "invaliduser",
                    "cannotfindcourse",
                    "invalidcourseid");
    private static final Set<String> MAINTENANCE_CODES =
            Set.of("sitemaintenance", "upgraderunning", "sitemaintenancewarning", "upgradepending");
    private static final Set<String> PASSING =
            Set.of(
                    "dmlreadexception",
                    "dmlwriteexception",
                    "dbconnectionfailed",
                    "dmltransactionexception",
                    "locktimeout",
                    "ex_unabletolock",
                    "sessionwaiterr",
                    "cannotcreatetempdir",
                    "redisserror",
                    "ex_configcannotsave",
                    "storedfileproblem");

    /** What each code that this bridge can meet means, for those that need an explanation. */
    private static final Map<String, String> NEVER =
            Map.ofEntries(
                    Map.entry(
                            "invalidparameter",
                            "a parameter is missing, unknown to this Moodle version, or ill-typed"),
                    Map.entry(
                            "missingparam",
                            "the function reads a web form and cannot be called by token"),
                    Map.entry(
                            "invaliduserfield",
                            "a name in userfields is unknown to this Moodle version"),
                    Map.entry(
                            "codingerror",
                            "the function was called in a way Moodle does not allow"),
                    Map.entry("userdeleted", "the account is deleted"),
                    Map.entry("usernotenroled", "the person is not enrolled in the course"),
                    Map.entry("notenroled", "the account that asks is not enrolled in the course"),
                    Map.entry("completionnotenabled", "the course does not track completion"),
                    Map.entry("nocriteriaset", "the course has no completion criteria"),
                    Map.entry("useradminodelete", "a site administrator cannot be deleted"),
                    Map.entry("usernotdeletederror", "the service account cannot delete itself"),
                    Map.entry("guestsarenotallowed", "the guest account cannot be the target"),
                    Map.entry(
                            "errorinvalidrequesttype",
                            "Moodle does not know this type of data request"),
                    Map.entry(
                            "errorrequestalreadyexists",
                            "a data request of this type is already open"),
                    Map.entry(
                            "errorrequestnotwaitingforapproval",
                            "the data request is not waiting for approval"));

    private Faults() {}

    /** The judgement of an error body, whatever the HTTP status. */
    static MoodleFault ofCode(String function, String code) {
        if (NOT_FOUND.contains(code)) {
            return new MoodleFault.NotFound(
                    function,
                    code,
                    "Moodle does not know what was asked for, or not the function itself");
        }
        if (MAINTENANCE_CODES.contains(code)) {
            return new MoodleFault.Maintenance(
                    function, code, "the site is in maintenance", MAINTENANCE);
        }
        if (PASSING.contains(code)) {
            return new MoodleFault.Passing(
                    function, code, "Moodle's own store or lock failed", LATER, true);
        }
        return Mends.of(function, code)
                .orElseGet(
                        () ->
                                new MoodleFault.Never(
                                        function,
                                        code,
                                        NEVER.getOrDefault(code, "Moodle refused the call")));
    }

    /** The judgement of an HTTP status without an error body; 2xx never comes here. */
    static MoodleFault ofStatus(String function, int status) {
        String code = "http-" + status;
        return switch (status) {
            case 503 ->
                    new MoodleFault.Maintenance(
                            function,
                            code,
                            "the site is in maintenance or its server is overloaded",
                            MAINTENANCE);
            case 408, 425, 429 ->
                    new MoodleFault.Passing(
                            function, code, "the server asks for patience", LATER, false);
            case 400, 405, 411, 413, 414, 415, 422 ->
                    new MoodleFault.Never(
                            function,
                            code,
                            "the web server refused the request before Moodle saw it");
            default ->
                    status >= 500
                            ? new MoodleFault.Passing(
                                    function, code, brokenServer(status), LATER, true)
                            : Mends.ofStatus(function, status);
        };
    }

    private static String brokenServer(int status) {
        return status == 500
                ? "Moodle broke off; PHP's memory or time limit is the usual cause"
                : "the server in front of Moodle got no answer from it";
    }

    static MoodleFault ofShape(String function, Shape shape) {
        String code = shape.code();
        return switch (shape) {
            case EMPTY, TRUNCATED ->
                    new MoodleFault.Passing(
                            function,
                            code,
                            "the answer broke off; PHP's memory or time limit is the usual cause",
                            LATER,
                            true);
            case PHP_NOTICES ->
                    new MoodleFault.WrongSetUp(
                            function,
                            code,
                            "PHP prints its notices before the answer",
                            "php.ini of the Moodle server: display_errors = Off; and Site administration >"
                                    + " Development > Debugging > Display debug messages: no");
            case HTML ->
                    new MoodleFault.Passing(
                            function,
                            code,
                            "a web page came instead of JSON, from a proxy or a login page",
                            LATER,
                            true);
            case NOT_JSON, NOT_UTF_8, XML ->
                    new MoodleFault.Never(
                            function,
                            code,
                            "the answer is not JSON in UTF-8; something between here and Moodle changes it");
            case OVERSIZED ->
                    new MoodleFault.Never(
                            function,
                            code,
                            "the answer is larger than moodle.max-answer-megabytes allows; nothing of it was kept");
        };
    }

    static MoodleFault.Passing network(
            String function, String code, String what, boolean perhapsDone) {
        return new MoodleFault.Passing(function, code, what, SOON, perhapsDone);
    }

    /** What a body can be other than the answer. */
    enum Shape {
        EMPTY,
        TRUNCATED,
        HTML,
        PHP_NOTICES,
        XML,
        NOT_JSON,
        NOT_UTF_8,
        OVERSIZED;

        String code() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-body";
        }
    }
}

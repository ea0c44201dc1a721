package org.passerelle.moodle.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.learning.CronEvidence;
import org.passerelle.learning.PlatformDoctor.Finding;
import org.passerelle.learning.PlatformDoctor.Result;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.moodle.LoopbackMoodle.Reply;
import org.passerelle.moodle.LoopbackMoodle.Request;
import org.passerelle.moodle.OneProcessSlots;
import org.passerelle.moodle.client.ClientSettings;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.mapping.MappingFolder;
import org.passerelle.moodle.mapping.Mappings;
import org.passerelle.personaldata.Platform;

/** A well-wired Moodle is taken apart one piece at a time; each piece must be missed. */
class MoodleDoctorTest {
    private static final Mappings MAPPINGS =
            new MappingFolder(Path.of("config/schemas/mapping.schema.json"))
                    .load(Path.of("moodle-webservice-mapping"));
    private static final List<String> READ =
            List.of(
                    "core_webservice_get_site_info",
                    "core_course_get_courses",
                    "core_enrol_get_enrolled_users",
                    "gradereport_user_get_grade_items",
                    "core_completion_get_course_completion_status",
                    "core_completion_get_activities_completion_status",
                    "tool_mobile_call_external_functions",
                    "core_grades_get_gradeitems");
    private static final List<String> COMMAND =
            List.of(
                    "core_webservice_get_site_info",
                    "core_user_get_users",
                    "core_user_get_users_by_field",
                    "core_user_update_users",
                    "core_enrol_get_users_courses",
                    "core_enrol_get_enrolled_users",
                    "enrol_manual_unenrol_users",
                    "tool_dataprivacy_get_data_request",
                    "tool_dataprivacy_approve_data_request",
                    "tool_dataprivacy_get_purpose_options",
                    "tool_dataprivacy_create_data_request",
                    "tool_dataprivacy_get_data_requests",
                    "tool_dataprivacy_get_access_information");

    private final LoopbackMoodle moodle = new LoopbackMoodle();
    private final MoodleClients clients =
            new MoodleClients(ClientSettings.standard(), new OneProcessSlots(2));
    private CronEvidence cron =
            key ->
                    new CronEvidence.Evidence(
                            Optional.of(Clock.systemUTC().instant().minusSeconds(60)),
                            Optional.empty());
    private Clock clock = Clock.systemUTC();

    @AfterEach
    void close() {
        clients.close();
        moodle.close();
    }

    @BeforeEach
    void wellWired() {
        sites(READ, COMMAND, false, 7);
        moodle.answers(
                "core_course_get_courses",
                Reply.json("[{\"id\":1,\"shortname\":\"s\"},{\"id\":2,\"shortname\":\"a\"}]"));
        people(
                "\"idnumber\":\"L1\",\"email\":\"x@imp.example\",\"lastname\":\"X\",\"firstname\":\"X\",\"lastaccess\":0,\"firstaccess\":0");
        moodle.answers(
                "gradereport_user_get_grade_items",
                Reply.json(
                        "{\"usergrades\":[{\"userid\":9,\"gradeitems\":[{\"id\":21},{\"id\":22},{\"id\":20}]}]}"));
        moodle.answers(
                "core_grades_get_gradeitems",
                Reply.json("{\"gradeItems\":[{\"id\":\"21\"},{\"id\":\"22\"}]}"));
        moodle.answers("core_completion_get_course_completion_status", error("nocriteriaset"));
        moodle.answers(
                "core_completion_get_activities_completion_status",
                Reply.json("{\"statuses\":[]}"));
        moodle.answers(
                "core_user_update_users",
                Reply.json("{\"warnings\":[{\"warningcode\":\"invaliduserid\"}]}"));
        moodle.answers(
                "core_user_delete_users",
                Reply.json(LoopbackMoodle.recording("4.2/delete_unknown.json")));
        moodle.answers(
                "enrol_manual_unenrol_users",
                Reply.json(LoopbackMoodle.recording("5.1/unenrol_unknown_user.json")));
        moodle.answers(
                "core_user_get_users",
                Reply.json(
                        "{\"users\":[{\"id\":9,\"username\":\"c\",\"email\":\"c@imp.example\",\"lastname\":\"C\"}]}"));
        moodle.answers(
                "tool_dataprivacy_approve_data_request",
                Reply.json(LoopbackMoodle.recording("5.1/dp_approve_unknown.json")));
        moodle.answers(
                "tool_dataprivacy_get_purpose_options",
                Reply.json(LoopbackMoodle.recording("5.1/dp_get_purpose_options.json")));
        moodle.answers("tool_dataprivacy_get_data_requests", Reply.json("{\"requests\":[]}"));
        rights(true, true);
    }

    private void rights(boolean officer, boolean contact) {
        moodle.answers(
                "tool_dataprivacy_get_access_information",
                Reply.json(
                        "{\"cancontactdpo\":"
                                + contact
                                + ",\"canmanagedatarequests\":"
                                + officer
                                + "}"));
    }

    private void people(String fields) {
        moodle.answers(
                "core_enrol_get_enrolled_users",
                request ->
                        request.fields().get("courseid").equals("1")
                                ? Reply.json(
                                        "[{\"id\":3,\"email\":\"me@imp.example\",\"idnumber\":\"S\"},{\"id\":9,"
                                                + fields
                                                + "}]")
                                : Reply.json(
                                        "[{\"id\":9,\"lastcourseaccess\":0,\"roles\":[{\"shortname\":\"student\"}]}]"));
    }

    private void sites(
            List<String> read, List<String> command, boolean commandAdmin, int commandUser) {
        moodle.answers(
                "core_webservice_get_site_info",
                request ->
                        request.fields().get("wstoken").equals(LoopbackMoodle.READ_TOKEN)
                                ? site(read, 3, false)
                                : site(command, commandUser, commandAdmin));
    }

    private Reply site(List<String> functions, int user, boolean admin) {
        String list =
                functions.stream()
                        .map(name -> "{\"name\":\"" + name + "\"}")
                        .collect(Collectors.joining(","));
        return Reply.json(
                        "{\"siteurl\":\""
                                + moodle.address()
                                + "\",\"userid\":"
                                + user
                                + ",\"release\":\"5.1.3 (Build: 20260216)\",\"version\":\"2025100603.00\",\"userissiteadmin\":"
                                + admin
                                + ",\"functions\":["
                                + list
                                + "]}")
                .gzipped();
    }

    private static Reply error(String code) {
        return Reply.json(
                "{\"exception\":\"core\\\\exception\\\\moodle_exception\",\"errorcode\":\""
                        + code
                        + "\",\"message\":\"\"}");
    }

    private Map<String, Finding> findings() {
        return findings(moodle.platform());
    }

    private Map<String, Finding> findings(Platform platform) {
        return new MoodleDoctor(clients, MAPPINGS, cron, clock)
                .examine(platform).stream()
                        .collect(Collectors.toMap(Finding::check, finding -> finding));
    }

    private void assertMend(String check, String mend) {
        Finding finding = findings().get(check);
        assertThat(finding).as(check).isNotNull();
        assertThat(finding.result()).as(finding.what()).isEqualTo(Result.MEND);
        assertThat(finding.mend()).contains(mend);
    }

    @Test
    void a_well_wired_moodle_has_nothing_to_mend() {
        Map<String, Finding> findings = findings();

        assertThat(findings.values()).filteredOn(found -> found.result() == Result.MEND).isEmpty();
        assertThat(findings.values())
                .filteredOn(found -> found.result() == Result.WARN)
                .extracting(Finding::check)
                .containsExactly("tls");
        assertThat(findings.values())
                .filteredOn(found -> found.result() == Result.CANNOT_BE_SEEN)
                .extracting(Finding::check)
                .containsExactlyInAnyOrder("delete-for-others", "log-retention");
        assertThat(findings.values())
                .allMatch(found -> found.result() == Result.OK || !found.mend().isBlank());
    }

    @Test
    void looking_changes_nothing() {
        findings();

        List<Request> writes =
                Stream.of(
                                "core_user_update_users",
                                "core_user_delete_users",
                                "enrol_manual_unenrol_users",
                                "tool_dataprivacy_approve_data_request")
                        .flatMap(function -> moodle.requestsOf(function).stream())
                        .toList();
        assertThat(writes)
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.fields()).containsValue("2147483646"));
        assertThat(moodle.requestsOf("tool_dataprivacy_create_data_request")).isEmpty();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "core_course_get_courses, errorcoursecontextnotvalid, courses, moodle/course:viewhiddencourses",
        "core_enrol_get_enrolled_users, nopermissions, participants, moodle/course:enrolreview",
        "gradereport_user_get_grade_items, nopermissions, grades, gradereport/user:view",
        "gradereport_user_get_grade_items, nopermissiontoviewgrades, grades, moodle/grade:viewall",
        "gradereport_user_get_grade_items, notingroup, groups, moodle/site:accessallgroups",
        "core_completion_get_course_completion_status, cannotviewreport, course-completion, report/completion:view",
        "core_completion_get_activities_completion_status, nopermissions, activity-completion, report/progress:view",
        "core_user_update_users, nopermissions, command-update, moodle/user:update",
        "enrol_manual_unenrol_users, nopermissions, command-unenrol, enrol/manual:unenrol",
        "core_enrol_get_enrolled_users, nopermissions, command-enrolments, moodle/course:enrolreview",
        "tool_dataprivacy_approve_data_request, nopermissions, data-requests, tool/dataprivacy:managedatarequests",
        "core_webservice_get_site_info, invalidtoken, read-token, Manage tokens",
        "core_webservice_get_site_info, wsaccessusersuspended, read-token, Browse list of users"
    })
    void a_refusal_names_what_mends_it(String function, String code, String check, String mend) {
        moodle.answers(function, error(code));

        assertMend(check, mend);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sitepolicynotagreed", "forcepasswordchangenotice"})
    void an_account_that_must_do_something_first_is_told_so(String code) {
        moodle.answers("core_course_get_courses", error(code));

        assertMend("courses", "service account");
    }

    @Test
    void items_that_are_left_out_without_a_word_are_found() {
        moodle.answers(
                "core_grades_get_gradeitems",
                Reply.json("{\"gradeItems\":[{\"id\":\"21\"},{\"id\":\"22\"},{\"id\":\"23\"}]}"));

        assertMend("grade-items", "mod/assign:view");
    }

    @Test
    void people_that_are_left_out_without_a_word_are_found() {
        moodle.answers(
                "core_enrol_get_enrolled_users", Reply.json("[{\"id\":3,\"fullname\":\"me\"}]"));

        assertMend("people", "moodle/user:viewdetails");
        assertMend("learners", "moodle/user:viewdetails");
    }

    @Test
    void roles_that_only_the_command_token_does_not_see_are_found() {
        moodle.answers(
                "core_enrol_get_enrolled_users",
                request ->
                        Reply.json(
                                request.fields().get("wstoken").equals(LoopbackMoodle.COMMAND_TOKEN)
                                        ? "[]"
                                        : "[{\"id\":9,\"email\":\"x@imp.example\",\"lastcourseaccess\":0,\"roles\":[{\"shortname\":\"student\"}]}]"));

        assertMend("command-roles", "moodle/site:accessallgroups");
    }

    @Test
    void teachers_alone_are_not_enough() {
        moodle.answers(
                "core_enrol_get_enrolled_users",
                Reply.json(
                        "[{\"id\":5,\"lastcourseaccess\":0,\"roles\":[{\"shortname\":\"editingteacher\"}]}]"));

        assertMend("learners", "moodle/user:viewdetails");
    }

    @Test
    void hidden_fields_are_found() {
        people("\"email\":\"x@imp.example\",\"lastname\":\"X\"");
        assertMend("access-times", "Hide user fields");
        assertMend("learner-number", "Show user identity: ID number");

        people("\"idnumber\":\"L1\",\"lastname\":\"X\",\"lastaccess\":0");
        assertMend("e-mail", "moodle/site:viewuseridentity");

        people("\"idnumber\":\"L1\",\"email\":\"x@imp.example\",\"lastaccess\":0");
        assertThat(findings().get("names").result()).isEqualTo(Result.WARN);
    }

    @Test
    void functions_that_are_missing_or_too_many_are_named() {
        sites(
                READ.stream().filter(name -> !name.startsWith("gradereport")).toList(),
                COMMAND,
                false,
                7);
        assertMend("read-functions", "gradereport_user_get_grade_items");

        sites(
                Stream.concat(READ.stream(), Stream.of("core_user_update_users")).toList(),
                COMMAND,
                false,
                7);
        assertThat(findings().get("read-service").result()).isEqualTo(Result.WARN);
        assertThat(findings().get("read-service").what()).contains("core_user_update_users");

        sites(READ, COMMAND.stream().filter(name -> !name.contains("create")).toList(), false, 7);
        assertMend("command-functions", "core_user_delete_users");
    }

    @Test
    void a_command_account_that_is_administrator_or_the_readers_is_refused() {
        sites(READ, COMMAND, true, 7);
        assertMend("command-account", "account of its own");

        sites(READ, COMMAND, false, 3);
        assertMend("command-account", "two accounts");
    }

    @Test
    void the_privacy_settings_are_seen_where_they_can_be() {
        rights(false, true);
        assertMend("privacy-officer", "Privacy officer role mapping");
        rights(true, false);
        assertMend("contact-officer", "Contact the privacy officer");

        var old =
                Stream.concat(
                        COMMAND.stream()
                                .filter(
                                        name ->
                                                !name.matches(
                                                        ".*(create|get_data_requests|access_info).*")),
                        Stream.of("core_user_delete_users"));
        sites(READ, old.toList(), false, 7);
        Map<String, Finding> findings = findings();
        assertThat(findings.get("privacy-officer").result()).isEqualTo(Result.CANNOT_BE_SEEN);
        assertThat(findings.get("automatic-requests").result()).isEqualTo(Result.CANNOT_BE_SEEN);
        assertThat(findings.get("automatic-requests").mend())
                .contains("Create automatic data deletion requests");
        assertThat(findings.get("command-delete").result()).isEqualTo(Result.OK);
    }

    @Test
    void retention_purposes_of_moodle_are_told() {
        moodle.answers(
                "tool_dataprivacy_get_purpose_options",
                Reply.json(LoopbackMoodle.recording("5.1/dp_get_purpose_options_set.json")));

        assertThat(findings().get("retention-purposes").result()).isEqualTo(Result.WARN);
    }

    @Test
    void a_canary_that_is_not_found_or_not_readable_is_told() {
        moodle.answers("core_user_get_users", Reply.json("{\"users\":[],\"warnings\":[]}"));
        assertMend("canary", "Show user identity");

        moodle.answers(
                "core_user_get_users",
                Reply.json(
                        "{\"users\":[{\"id\":9,\"email\":\"c@imp.example\",\"lastname\":\"C\"}]}"));
        assertMend("read-back-username", "moodle/user:viewalldetails");
    }

    @Test
    void clocks_that_differ_are_told() {
        clock = Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2));
        assertThat(findings().get("clock").result()).isEqualTo(Result.WARN);

        clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
        assertMend("clock", "NTP");
    }

    @Test
    void a_request_that_waits_shows_that_cron_does_not_run() {
        clock = Clock.systemUTC();
        Instant before = clock.instant().minus(Duration.ofHours(5));
        cron = key -> new CronEvidence.Evidence(Optional.empty(), Optional.of(before));
        assertMend("cron", "Scheduled tasks");

        cron = key -> new CronEvidence.Evidence(Optional.empty(), Optional.empty());
        assertThat(findings().get("cron").result()).isEqualTo(Result.CANNOT_BE_SEEN);
    }

    @Test
    void uncompressed_answers_an_old_moodle_and_another_address_are_told() {
        moodle.answers(
                "core_webservice_get_site_info",
                Reply.json(
                        "{\"siteurl\":\"https://other.imp.example\",\"userid\":3,\"release\":\"3.9\",\"version\":\"2020061500\",\"functions\":[]}"));

        Map<String, Finding> findings = findings();

        assertThat(findings.get("gzip").result()).isEqualTo(Result.WARN);
        assertThat(findings.get("version").result()).isEqualTo(Result.MEND);
        assertThat(findings.get("address").mend()).contains("https://other.imp.example");
    }

    @Test
    void a_site_that_is_away_is_a_finding_and_nothing_more_is_asked() {
        var nobody = findings(moodle.platform(URI.create("http://127.0.0.1:1")));

        assertThat(nobody).containsOnlyKeys("reachable");
        assertThat(nobody.get("reachable").result()).isEqualTo(Result.WARN);
        assertThat(
                        findings(moodle.platform(URI.create("http://moodle.imp.example")))
                                .get("set-up")
                                .what())
                .contains("https://");
    }

    @Test
    void a_token_file_that_is_not_there_is_a_finding() throws Exception {
        Files.writeString(moodle.tokenFile(), "");

        assertThat(findings().get("set-up").result()).isEqualTo(Result.MEND);
    }

    @Test
    void maintenance_is_not_called_a_fault() {
        moodle.answers(
                "core_webservice_get_site_info", Reply.of(503, "text/html", "<html></html>"));

        assertThat(findings().get("reachable").result()).isEqualTo(Result.WARN);
    }

    @Test
    void no_finding_holds_a_token_or_a_persons_data() {
        assertThat(findings().toString())
                .doesNotContain(
                        LoopbackMoodle.READ_TOKEN,
                        LoopbackMoodle.COMMAND_TOKEN,
                        "x@imp.example",
                        "c@imp.example");
    }
}

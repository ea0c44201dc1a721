package org.passerelle.moodle.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.moodle.LoopbackMoodle;
import org.passerelle.moodle.LoopbackMoodle.Reply;
import org.passerelle.moodle.LoopbackMoodle.Request;
import org.passerelle.moodle.OneProcessSlots;
import org.passerelle.moodle.client.ClientSettings;
import org.passerelle.moodle.client.MoodleClients;
import org.passerelle.moodle.client.MoodleRefusal;
import org.passerelle.moodle.client.MoodleUnavailable;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;

class MoodleReaderTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T00:00:00Z"), ZoneOffset.UTC);
    private static final String ENROLLED = "core_enrol_get_enrolled_users";
    private static final String GRADES = "gradereport_user_get_grade_items";
    private static final String COMPLETION = "core_completion_get_course_completion_status";
    private static final String BATCH = "tool_mobile_call_external_functions";
    private static final String COURSES = "core_course_get_courses";

    private final LoopbackMoodle moodle = new LoopbackMoodle();
    private final MoodleClients clients =
            new MoodleClients(ClientSettings.standard(), new OneProcessSlots(2));
    private final CountingDirectory directory = new CountingDirectory();
    private final CollectingSink sink = new CollectingSink();
    private final MoodleReader reader =
            new MoodleReader(
                    new MappingFolder(Path.of("config/schemas/mapping.schema.json"))
                            .load(Path.of("moodle-webservice-mapping")),
                    clients,
                    directory,
                    CLOCK);

    @AfterEach
    void close() {
        clients.close();
        moodle.close();
    }

    private void offers(String... functions) {
        String list =
                Stream.of(functions)
                        .map(name -> "{\"name\":\"" + name + "\"}")
                        .collect(Collectors.joining(","));
        moodle.answers(
                "core_webservice_get_site_info",
                Reply.json(
                        "{\"siteurl\":\"https://moodle.imp.example\",\"userid\":3,\"release\":\"5.1.3\",\"functions\":["
                                + list
                                + "]}"));
    }

    private ReadRequest request(
            String kind, int course, List<SubjectId> subjects, String... fields) {
        return new ReadRequest(
                moodle.platform(),
                new RecordKind(kind),
                course == 0 ? Optional.empty() : Optional.of(new CourseId(course)),
                subjects,
                0,
                Stream.of(fields).map(FieldName::new).collect(Collectors.toSet()));
    }

    private static ReadRequest from(ReadRequest request, int offset) {
        return new ReadRequest(
                request.platform(),
                request.kind(),
                request.course(),
                request.subjects(),
                offset,
                request.fields());
    }

    private static List<Map<String, String>> options(Request request) {
        return IntStream.range(0, 10)
                .filter(i -> request.fields().containsKey("options[" + i + "][name]"))
                .mapToObj(
                        i ->
                                Map.of(
                                        request.fields().get("options[" + i + "][name]"),
                                        request.fields().get("options[" + i + "][value]")))
                .toList();
    }

    private static String option(Request request, String name) {
        return options(request).stream()
                .filter(option -> option.containsKey(name))
                .map(option -> option.get(name))
                .findFirst()
                .orElse("");
    }

    @Test
    void only_permitted_fields_are_asked_for_and_only_they_come_out() {
        offers(ENROLLED);
        moodle.answers(ENROLLED, Reply.json(LoopbackMoodle.recording("4.2/enrolled_c2_lean.json")));

        reader.read(request("user", 0, List.of(), "idnumber"), sink);

        Request asked = moodle.requestsOf(ENROLLED).getFirst();
        assertThat(option(asked, "userfields")).isEqualTo("id,idnumber");
        assertThat(asked.fields()).containsEntry("courseid", "1");
        assertThat(sink.records).hasSize(98);
        assertThat(sink.records)
                .allSatisfy(
                        record ->
                                assertThat(record.fields().keySet())
                                        .isSubsetOf(new FieldName("idnumber")));
        assertThat(sink.gaps).isEmpty();
    }

    @Test
    void a_page_says_more_until_one_is_empty() {
        offers(ENROLLED);
        moodle.answers(
                ENROLLED,
                Reply.json(LoopbackMoodle.recording("4.2/enrolled_c2_page1.json")),
                Reply.json("[{\"id\":7,\"fullname\":\"x\",\"lastaccess\":0}]"),
                Reply.json("[]"));
        var request = request("site-access", 0, List.of(), "lastAccess");

        var first = reader.read(request, sink);
        var second = reader.read(from(request, 500), sink);
        var third = reader.read(from(request, 1000), sink);

        assertThat(first).isEqualTo(new ReadOutcome.Page(40, true));
        assertThat(second).isEqualTo(new ReadOutcome.Page(1, true));
        assertThat(third).isEqualTo(new ReadOutcome.Page(0, false));
        assertThat(moodle.requestsOf(ENROLLED))
                .extracting(asked -> option(asked, "limitfrom"))
                .containsExactly("0", "500", "1000");
        assertThat(moodle.requestsOf(ENROLLED))
                .allSatisfy(asked -> assertThat(option(asked, "sortby")).isEqualTo("id"));
    }

    @Test
    void an_enrolment_is_active_when_the_second_answer_has_it_too() {
        offers(ENROLLED);
        answersEnrolments("4.2/enrolled_c2.json", "4.2/enrolled_c2_onlyactive.json");

        var outcome =
                reader.read(request("enrolment", 2, List.of(), "active", "roles", "groups"), sink);

        assertThat(outcome).isEqualTo(new ReadOutcome.Page(98, false));
        assertThat(
                        sink.records.stream()
                                .filter(record -> active(record).equals(new FieldValue.Flag(true))))
                .hasSize(91);
        assertThat(
                        sink.records.stream()
                                .filter(
                                        record ->
                                                active(record).equals(new FieldValue.Flag(false))))
                .hasSize(7);
    }

    @Test
    void the_second_answer_is_not_asked_for_when_nobody_may_know() {
        offers(ENROLLED);
        answersEnrolments("4.2/enrolled_c2.json", "4.2/enrolled_c2_onlyactive.json");

        reader.read(request("enrolment", 2, List.of(), "roles"), sink);

        assertThat(moodle.requestsOf(ENROLLED))
                .allSatisfy(asked -> assertThat(option(asked, "onlyactive")).isEmpty());
        assertThat(sink.records.getFirst().fields()).containsOnlyKeys(new FieldName("roles"));
    }

    private static FieldValue active(LearningRecord record) {
        return record.fields().get(new FieldName("active"));
    }

    private void answersEnrolments(String all, String active) {
        moodle.answers(
                ENROLLED,
                asked -> {
                    boolean first = option(asked, "limitfrom").equals("0");
                    String recording = option(asked, "onlyactive").equals("1") ? active : all;
                    return first
                            ? Reply.json(LoopbackMoodle.recording(recording))
                            : Reply.json("[]");
                });
    }

    @Test
    void grades_of_a_course_come_out_under_pseudonyms_in_chunks() throws IOException {
        offers(GRADES);
        moodle.answers(GRADES, Reply.json(manyGrades(120, 11)));

        var outcome = reader.read(request("grade", 2, List.of(), "gradeRaw"), sink);

        assertThat(outcome).isEqualTo(new ReadOutcome.Page(1320, false));
        assertThat(directory.sizes).allMatch(size -> size <= 500).hasSizeGreaterThan(2);
        assertThat(sink.records.getFirst().key().toString())
                .isEqualTo("2/2/" + CountingDirectory.of(1000));
        assertThat(moodle.requestsOf(GRADES).getFirst().fields())
                .containsEntry("courseid", "2")
                .doesNotContainKey("userid");
    }

    @Test
    void grades_are_read_person_by_person_when_persons_are_given() {
        offers(GRADES);
        moodle.answers(
                GRADES,
                asked ->
                        Reply.json(
                                LoopbackMoodle.recording(
                                        asked.fields().get("userid").equals("17")
                                                ? "4.2/after_delete_grades.json"
                                                : "4.2/grades_c2_u5.json")));

        var outcome =
                reader.read(
                        request(
                                "grade",
                                2,
                                List.of(
                                        CountingDirectory.of(5),
                                        CountingDirectory.of(17),
                                        CountingDirectory.of(404)),
                                "gradeRaw"),
                        sink);

        assertThat(outcome).isEqualTo(new ReadOutcome.Page(3, false));
        assertThat(moodle.requestsOf(GRADES))
                .extracting(asked -> asked.fields().get("userid"))
                .containsExactly("5", "17");
    }

    @Test
    void grade_items_are_read_with_the_service_accounts_own_empty_grades() {
        offers(GRADES);
        moodle.answers(
                GRADES, Reply.json(LoopbackMoodle.recording("4.2/grades_c2_notenrolled.json")));

        reader.read(request("grade-item", 2, List.of(), "itemName", "maximum"), sink);

        assertThat(moodle.requestsOf(GRADES).getFirst().fields()).containsEntry("userid", "3");
        assertThat(sink.records)
                .hasSize(3)
                .allSatisfy(record -> assertThat(record.subject()).isEmpty());
        assertThat(directory.sizes).isEmpty();
    }

    @Test
    void completion_is_asked_in_batches_that_go_on_after_an_error() throws IOException {
        offers(COMPLETION, BATCH);
        moodle.answers(BATCH, this::batch);
        List<SubjectId> subjects =
                IntStream.rangeClosed(1, 60).mapToObj(CountingDirectory::of).toList();

        var outcome = reader.read(request("course-completion", 2, subjects, "completed"), sink);

        // every tenth person is not enrolled any more, person 33 is unknown
        assertThat(outcome)
                .isEqualTo(
                        new ReadOutcome.Partial(
                                53, false, List.of("1 persons are not known to the platform")));
        assertThat(sink.records)
                .hasSize(53)
                .extracting(record -> record.subject().orElseThrow().low())
                .doesNotContain(10L, 33L);
        assertThat(moodle.requestsOf(BATCH))
                .allSatisfy(asked -> assertThat(calls(asked)).hasSizeLessThanOrEqualTo(25));
        assertThat(moodle.requestsOf(COMPLETION)).isEmpty();
    }

    private static List<Integer> calls(Request asked) {
        List<Integer> users = new ArrayList<>();
        for (int i = 0; asked.fields().containsKey("requests[" + i + "][arguments]"); i++) {
            try {
                users.add(
                        JSON.readTree(asked.fields().get("requests[" + i + "][arguments]"))
                                .get("userid")
                                .asInt());
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        return users;
    }

    /** As Moodle does: stops at the first error. */
    private Reply batch(Request asked) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode responses = answer.putArray("responses");
        for (int user : calls(asked)) {
            ObjectNode response = responses.addObject();
            boolean wrong = user % 10 == 0 || user == 33;
            response.put("error", wrong);
            if (wrong) {
                String recording =
                        user == 33
                                ? "4.2/err_unknown_user_completion.json"
                                : "4.2/completion_course_notenrolled.json";
                response.put(
                        "exception",
                        new String(LoopbackMoodle.recording(recording), StandardCharsets.UTF_8));
                break;
            }
            response.put(
                    "data",
                    new String(
                            LoopbackMoodle.recording("4.2/completion_course_c2_u9.json"),
                            StandardCharsets.UTF_8));
        }
        return Reply.json(answer.toString());
    }

    @Test
    void completion_is_asked_one_by_one_where_batches_are_not_offered() {
        offers(COMPLETION);
        moodle.answers(
                COMPLETION,
                Reply.json(LoopbackMoodle.recording("4.2/completion_course_c2_u9.json")));

        var outcome =
                reader.read(
                        request(
                                "course-completion",
                                2,
                                List.of(CountingDirectory.of(9), CountingDirectory.of(10)),
                                "completed"),
                        sink);

        assertThat(outcome).isEqualTo(new ReadOutcome.Page(2, false));
        assertThat(sink.field(0, "completed")).isEqualTo(new FieldValue.Flag(true));
    }

    @Test
    void a_course_that_nobody_is_known_in_is_looked_for_before_it_is_called_unknown() {
        offers(COMPLETION, COURSES);
        moodle.answers(
                COMPLETION,
                Reply.json(LoopbackMoodle.recording("4.2/err_unknown_course_completion.json")));
        moodle.answers(
                COURSES, Reply.json(LoopbackMoodle.recording("5.1/err_get_courses_unknown.json")));

        var outcome =
                reader.read(
                        request(
                                "course-completion",
                                99,
                                List.of(CountingDirectory.of(9)),
                                "completed"),
                        sink);

        assertThat(outcome).isEqualTo(new ReadOutcome.CourseUnknown());
        assertThat(moodle.requestsOf(COURSES).getFirst().fields())
                .containsEntry("options[ids][0]", "99");
    }

    @Test
    void an_unknown_course_is_a_fact_and_no_failure() {
        offers(ENROLLED);
        moodle.answers(
                ENROLLED,
                Reply.json(LoopbackMoodle.recording("5.1/err_unknown_course_enrol.json")));

        assertThat(reader.read(request("course-access", 99, List.of(), "lastCourseAccess"), sink))
                .isEqualTo(new ReadOutcome.CourseUnknown());
    }

    @Test
    void a_function_outside_the_service_is_refused_with_the_screen_that_mends_it() {
        offers(ENROLLED);

        var outcome = reader.read(request("grade", 2, List.of(), "gradeRaw"), sink);

        assertThat(outcome).isInstanceOf(ReadOutcome.Refused.class);
        assertThat(((ReadOutcome.Refused) outcome).mend()).contains("External services", GRADES);
        assertThat(moodle.requestsOf(GRADES)).isEmpty();
    }

    @Test
    void a_missing_capability_is_refused_and_named() {
        offers(ENROLLED);
        moodle.answers(
                ENROLLED, Reply.json(LoopbackMoodle.recording("4.2/err_missingcap_enrolled.json")));

        var outcome = reader.read(request("course-access", 2, List.of(), "lastCourseAccess"), sink);

        assertThat(((ReadOutcome.Refused) outcome).mend()).contains("moodle/course:view");
    }

    @Test
    void maintenance_is_thrown_so_that_the_task_comes_again() {
        offers(ENROLLED);
        moodle.answers(
                ENROLLED, Reply.json(LoopbackMoodle.recording("5.1/err_maintenance_cfg.json")));

        assertThatThrownBy(
                        () ->
                                reader.read(
                                        request("course-access", 2, List.of(), "lastCourseAccess"),
                                        sink))
                .isInstanceOf(MoodleUnavailable.class);
    }

    @Test
    void an_answer_of_another_shape_names_the_mapping_file_and_the_way_to_try_it() {
        offers(GRADES);
        moodle.answers(GRADES, Reply.json("{\"tables\":[]}"));

        assertThatThrownBy(() -> reader.read(request("grade", 2, List.of(), "gradeRaw"), sink))
                .isInstanceOf(MappingDoesNotFit.class)
                .hasMessageContaining("moodle-webservice-mapping/grade.mapping.yaml")
                .hasMessageContaining("passerelle mapping try grade");
        assertThat(sink.gaps).contains("tables");
    }

    @Test
    void null_and_scalars_are_not_an_empty_site() {
        offers(ENROLLED);
        for (String body : List.of("null", "{}", "\"x\"", "12", "false")) {
            moodle.answers(ENROLLED, Reply.json(body));

            assertThatThrownBy(() -> reader.read(request("user", 0, List.of(), "idnumber"), sink))
                    .as(body)
                    .isInstanceOf(MappingDoesNotFit.class);
        }
    }

    @Test
    void a_parameter_that_moodle_does_not_know_is_a_failure() {
        offers(ENROLLED);
        moodle.answers(
                ENROLLED, Reply.json(LoopbackMoodle.recording("5.1/err_invalid_param_extra.json")));

        assertThatThrownBy(() -> reader.read(request("user", 0, List.of(), "idnumber"), sink))
                .isInstanceOf(MoodleRefusal.class);
    }

    @Test
    void a_kind_without_a_file_is_named() {
        offers(ENROLLED);

        assertThatThrownBy(() -> reader.read(request("badge", 0, List.of(), "idnumber"), sink))
                .hasMessageContaining("badge.mapping.yaml");
    }

    @Test
    void a_site_is_known_by_its_address_account_and_lowest_courses() {
        offers(ENROLLED, COURSES);
        moodle.answers(COURSES, Reply.json(LoopbackMoodle.recording("4.2/courses.json")));

        var identity = reader.identify(moodle.platform());

        assertThat(identity.siteUrl()).isEqualTo("https://moodle.imp.example");
        assertThat(identity.serviceUserId()).isEqualTo(3);
        assertThat(identity.courses()).containsOnlyKeys(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(identity.courses().values()).allMatch(hash -> hash.matches("[0-9a-f]{16}"));
        assertThat(identity.functions()).contains(COURSES);
    }

    @Test
    void kinds_are_told_in_the_order_others_hang_on_them() {
        List<KindDescription> kinds = reader.kinds(moodle.platform());

        assertThat(kinds)
                .extracting(kind -> kind.kind().value())
                .containsExactly(
                        "course",
                        "site-access",
                        "user",
                        "grade-item",
                        "course-access",
                        "enrolment",
                        "grade",
                        "activity-completion",
                        "course-completion");
        assertThat(kinds.get(1).pageSize()).contains(500);
        assertThat(kinds.get(5).pageSize()).isEmpty();
        assertThat(kinds.get(6).aboutSubjects()).isTrue();
    }

    @Test
    void fifty_five_thousand_grades_need_little_memory() throws IOException {
        offers(GRADES);
        byte[] body = manyGrades(5000, 11);
        assertThat(body.length).isGreaterThan(30_000_000);
        moodle.answers(GRADES, Reply.json(body));
        var heap = new HeapSink();

        var outcome = reader.read(request("grade", 2, List.of(), "gradeRaw", "feedback"), heap);

        assertThat(outcome).isEqualTo(new ReadOutcome.Page(55_000, false));
        assertThat(heap.rows).isEqualTo(55_000);
        assertThat(heap.most - heap.idle).isLessThan(64L << 20);
    }

    /** Looks at the heap while rows come. */
    private static final class HeapSink implements org.passerelle.learning.RecordSink {
        private final long idle = used();
        private long most;
        private int rows;

        private static long used() {
            System.gc();
            return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        }

        @Override
        public void record(LearningRecord record) {
            if (++rows % 5000 == 0) {
                most = Math.max(most, used());
            }
        }

        @Override
        public void gap(RecordKind kind, String path) {
            throw new AssertionError(path);
        }

        @Override
        public void unreadable(RecordKind kind, int row, String why) {
            throw new AssertionError(why);
        }
    }

    private static byte[] manyGrades(int users, int items) throws IOException {
        JsonNode recorded = JSON.readTree(LoopbackMoodle.recording("4.2/grades_c2_u5.json"));
        String item = recorded.at("/usergrades/0/gradeitems/0").toString();
        StringBuilder body = new StringBuilder("{\"usergrades\":[");
        for (int user = 0; user < users; user++) {
            body.append(user == 0 ? "" : ",");
            body.append("{\"courseid\":2,\"courseidnumber\":\"C\",\"userid\":").append(1000 + user);
            body.append(
                    ",\"userfullname\":\"Ga\\u00ebl \\u00c7elik\",\"useridnumber\":\"\",\"maxdepth\":2,\"gradeitems\":[");
            for (int i = 0; i < items; i++) {
                body.append(i == 0 ? "" : ",")
                        .append(item.replaceFirst("\"id\":2,", "\"id\":" + (2 + i) + ","));
            }
            body.append("]}");
        }
        return body.append("],\"warnings\":[]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void what_is_asked_for_is_never_more_than_the_mapping_knows() {
        offers(ENROLLED);
        moodle.answers(ENROLLED, Reply.json("[]"));

        reader.read(request("user", 0, List.of(), "idnumber", "shoeSize"), sink);

        assertThat(Set.of(option(moodle.requestsOf(ENROLLED).getFirst(), "userfields").split(",")))
                .containsExactlyInAnyOrder("id", "idnumber");
    }
}

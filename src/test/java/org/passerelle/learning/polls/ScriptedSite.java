package org.passerelle.learning.polls;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.passerelle.learning.KindDescription;
import org.passerelle.learning.KindDescription.Scope;
import org.passerelle.learning.LearningRecord;
import org.passerelle.learning.PlatformReader;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.ReadRequest;
import org.passerelle.learning.RecordKey;
import org.passerelle.learning.RecordSink;
import org.passerelle.learning.SiteIdentity;
import org.passerelle.learning.SubjectDirectory;
import org.passerelle.personaldata.CourseId;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Platform;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.RecordKind;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.personaldata.Tier;

/**
 * A platform in memory that answers page by page what a test put there, and fails when a test says
 * so. Users are asked for by platform user id and become pseudonyms through the real directory.
 */
final class ScriptedSite implements PlatformReader {
    static final PlatformKey IMP = new PlatformKey("imp-moodle");
    static final RecordKind COURSE = new RecordKind("course");
    static final RecordKind USER = new RecordKind("user");
    static final RecordKind ENROLMENT = new RecordKind("enrolment");
    static final RecordKind COURSE_ACCESS = new RecordKind("course-access");
    static final RecordKind GRADE_ITEM = new RecordKind("grade-item");
    static final RecordKind GRADE = new RecordKind("grade");
    static final RecordKind COMPLETION = new RecordKind("course-completion");

    private static final int PAGE = 3;

    private final SubjectDirectory directory;
    private final Map<RecordKind, KindDescription> kinds = new LinkedHashMap<>();
    private final Map<RecordKind, Map<Place, Row>> rows = new HashMap<>();
    private final Map<RecordKind, Deque<Consumer<RecordSink>>> faults = new HashMap<>();
    private final Map<RecordKind, ReadOutcome> answers = new HashMap<>();
    private final Set<Long> unknownCourses = new LinkedHashSet<>();
    private final List<ReadRequest> asked = new CopyOnWriteArrayList<>();
    private SiteIdentity identity =
            new SiteIdentity("https://moodle.imp.example", 5, "5.1.3", Map.of(), Set.of());
    private boolean repeatsPages;

    /** Where a row stands: {@code course} and {@code user} are zero where there is none. */
    private record Place(long course, long user, String key) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            int byCourse = Long.compare(course, other.course);
            int byUser = byCourse != 0 ? byCourse : Long.compare(user, other.user);
            return byUser != 0 ? byUser : key.compareTo(other.key);
        }
    }

    private record Row(Place place, Map<FieldName, FieldValue> fields) {}

    ScriptedSite(SubjectDirectory directory) {
        this.directory = directory;
        kind(
                COURSE,
                Scope.SITE,
                Optional.empty(),
                "enrolments",
                "shortName",
                DataCategory.ENROLMENT);
        kind(
                ENROLMENT,
                Scope.COURSE,
                Optional.of(PAGE),
                "enrolments",
                "roles",
                DataCategory.ENROLMENT);
        kind(USER, Scope.SITE, Optional.of(PAGE), "users", "firstName", DataCategory.IDENTITY);
        kind(
                COURSE_ACCESS,
                Scope.COURSE,
                Optional.of(PAGE),
                "accesses",
                "lastCourseAccess",
                DataCategory.ACCESS_TIME);
        kind(
                GRADE_ITEM,
                Scope.COURSE,
                Optional.empty(),
                "grades-full",
                "itemName",
                DataCategory.GRADE);
        kind(GRADE, Scope.COURSE, Optional.empty(), "grades-full", "gradeRaw", DataCategory.GRADE);
        kind(
                COMPLETION,
                Scope.SUBJECT_IN_COURSE,
                Optional.empty(),
                "completion-full",
                "completed",
                DataCategory.PROGRESS);
    }

    private void kind(
            RecordKind kind,
            Scope scope,
            Optional<Integer> page,
            String poll,
            String field,
            DataCategory category) {
        var fields = new HashMap<FieldName, DataCategory>();
        fields.put(new FieldName(field), category);
        fields.put(new FieldName("idnumber"), DataCategory.ACCOUNT);
        fields.put(new FieldName("feedback"), DataCategory.FEEDBACK);
        boolean aboutSubjects = !kind.equals(COURSE) && !kind.equals(GRADE_ITEM);
        kinds.put(kind, new KindDescription(kind, scope, page, poll, aboutSubjects, fields));
    }

    static Platform platform() {
        return new Platform(
                IMP,
                new OrganisationKey("imp-formation"),
                URI.create("https://moodle.imp.example"),
                "FR",
                Tier.CORE,
                Path.of("secrets/imp.read"),
                Optional.empty(),
                Set.of("student"),
                Map.of(
                        "accesses", Duration.ofMinutes(15),
                        "enrolments", Duration.ofHours(1),
                        "users", Duration.ofHours(6),
                        "grades-full", Duration.ofHours(24)),
                Optional.empty(),
                List.of());
    }

    void course(long course, String shortName) {
        put(COURSE, course, 0, Map.of("shortName", new FieldValue.Text(shortName)));
    }

    void user(long user, String firstName) {
        put(USER, 0, user, Map.of("firstName", new FieldValue.Text(firstName)));
    }

    void enrol(long course, long user, String... roles) {
        put(ENROLMENT, course, user, Map.of("roles", new FieldValue.Items(List.of(roles))));
    }

    /** Puts or replaces one row. */
    void put(RecordKind kind, long course, long user, Map<String, FieldValue> fields) {
        put(kind, course, user, "", fields);
    }

    void put(RecordKind kind, long course, long user, String key, Map<String, FieldValue> fields) {
        var named = new HashMap<FieldName, FieldValue>();
        fields.forEach((name, value) -> named.put(new FieldName(name), value));
        var place = new Place(course, user, key);
        rows.computeIfAbsent(kind, it -> new TreeMap<>()).put(place, new Row(place, named));
    }

    void remove(RecordKind kind, long course, long user) {
        rows.getOrDefault(kind, Map.of())
                .keySet()
                .removeIf(it -> it.course == course && it.user == user);
    }

    void removeAll(RecordKind kind) {
        rows.remove(kind);
    }

    /** The next page of this kind runs into this after its rows were given. */
    void next(RecordKind kind, Consumer<RecordSink> fault) {
        faults.computeIfAbsent(kind, it -> new ArrayDeque<>()).add(fault);
    }

    void answer(RecordKind kind, ReadOutcome outcome) {
        answers.put(kind, outcome);
    }

    void answerAgain(RecordKind kind) {
        answers.remove(kind);
    }

    void forgetsCourse(long course) {
        unknownCourses.add(course);
    }

    void is(SiteIdentity other) {
        identity = other;
    }

    SiteIdentity identity() {
        return identity;
    }

    void repeatsPages() {
        repeatsPages = true;
    }

    List<ReadRequest> asked(RecordKind kind) {
        return asked.stream().filter(request -> request.kind().equals(kind)).toList();
    }

    void forgetAsked() {
        asked.clear();
    }

    Map<RecordKind, KindDescription> descriptions() {
        return kinds;
    }

    @Override
    public List<KindDescription> kinds(Platform platform) {
        return List.copyOf(kinds.values());
    }

    @Override
    public SiteIdentity identify(Platform platform) {
        return identity;
    }

    @Override
    public ReadOutcome read(ReadRequest request, RecordSink sink) {
        asked.add(request);
        if (request.course().filter(it -> unknownCourses.contains(it.value())).isPresent()) {
            return new ReadOutcome.CourseUnknown();
        }
        if (answers.containsKey(request.kind())) {
            return answers.get(request.kind());
        }
        var page = page(request);
        var users = page.stream().map(row -> row.place.user).filter(user -> user > 0).toList();
        var pseudonyms = directory.pseudonyms(request.platform().key(), users);
        for (var row : page) {
            sink.record(record(request, row, pseudonyms));
        }
        var fault = faults.getOrDefault(request.kind(), new ArrayDeque<>()).poll();
        if (fault != null) {
            fault.accept(sink);
        }
        boolean paged = kinds.get(request.kind()).pageSize().isPresent();
        return new ReadOutcome.Page(page.size(), paged && !page.isEmpty());
    }

    private List<Row> page(ReadRequest request) {
        var all = new ArrayList<Row>();
        for (var row : rows.getOrDefault(request.kind(), Map.of()).values()) {
            boolean inCourse =
                    request.course().isEmpty()
                            || request.course().get().value() == row.place.course;
            if (inCourse && isAsked(request, row)) {
                all.add(row);
            }
        }
        int size = kinds.get(request.kind()).pageSize().orElse(Integer.MAX_VALUE);
        int from = repeatsPages ? 0 : Math.min(request.offset(), all.size());
        return all.subList(
                from, Math.min(all.size(), size == Integer.MAX_VALUE ? size : from + size));
    }

    private boolean isAsked(ReadRequest request, Row row) {
        return request.subjects().isEmpty()
                || request.subjects()
                        .contains(
                                directory
                                        .pseudonyms(
                                                request.platform().key(), List.of(row.place.user))
                                        .get(row.place.user));
    }

    private static LearningRecord record(
            ReadRequest request, Row row, Map<Long, SubjectId> pseudonyms) {
        var subject = Optional.ofNullable(pseudonyms.get(row.place.user));
        var key = new ArrayList<String>();
        if (row.place.course > 0) {
            key.add(Long.toString(row.place.course));
        }
        subject.ifPresent(it -> key.add(it.toString()));
        if (!row.place.key.isEmpty()) {
            key.add(row.place.key);
        }
        var fields = new HashMap<>(row.fields);
        fields.keySet().retainAll(request.fields());
        var course =
                row.place.course > 0
                        ? Optional.of(new CourseId(row.place.course))
                        : Optional.<CourseId>empty();
        return new LearningRecord(request.kind(), new RecordKey(key), subject, course, fields);
    }
}

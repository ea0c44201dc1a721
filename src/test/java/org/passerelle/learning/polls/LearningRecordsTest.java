package org.passerelle.learning.polls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.learning.polls.ScriptedSite.COURSE_ACCESS;
import static org.passerelle.learning.polls.ScriptedSite.ENROLMENT;
import static org.passerelle.learning.polls.ScriptedSite.GRADE;
import static org.passerelle.learning.polls.ScriptedSite.IMP;
import static org.passerelle.learning.polls.ScriptedSite.USER;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.keys.Compartment;
import org.passerelle.learning.LearningRecords;
import org.passerelle.learning.ReadOutcome;
import org.passerelle.learning.RolesSeen;
import org.passerelle.learning.RolesSeen.Standing;
import org.passerelle.learning.records.JdbcLearningRecords;
import org.passerelle.learning.records.JdbcRolesSeen;
import org.passerelle.learning.runs.JdbcPollAges;
import org.passerelle.learning.runs.RunVerdict;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

class LearningRecordsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final Instant MONDAY = Instant.parse("2026-03-09T08:00:00Z");

    private Desk desk;
    private ScriptedSite site;
    private LearningRecords records;
    private RolesSeen roles;

    @BeforeEach
    void open() {
        desk = new Desk(STORE);
        site = desk.site;
        records =
                new JdbcLearningRecords(
                        STORE.jdbi(), STORE.subjectKeys(desk.clock), desk.directory);
        roles = new JdbcRolesSeen(STORE.jdbi());
        site.course(2, "INF100");
        site.course(3, "GEN");
    }

    @Test
    void names_of_every_shape_come_back_as_they_were() {
        var names =
                List.of(
                        "é".repeat(10_000),
                        "<script>alert('x')</script> &amp; \"quotes\" \\ \n",
                        "Zoé 👩‍🎓 ﷽ \u0001");
        for (int user = 1; user <= names.size(); user++) {
            site.user(user, names.get(user - 1));
        }
        desk.poll("users");

        for (int user = 1; user <= names.size(); user++) {
            assertThat(field(subject(user), USER.value(), "firstName"))
                    .isEqualTo(new FieldValue.Text(names.get(user - 1)));
        }
    }

    @Test
    void absent_null_zero_and_not_graded_stay_four_things() {
        site.enrol(2, 1, "student");
        site.put(GRADE, 2, 1, "absent", Map.of());
        site.put(GRADE, 2, 1, "null", Map.of("gradeRaw", new FieldValue.Nothing()));
        site.put(GRADE, 2, 1, "zero", Map.of("gradeRaw", new FieldValue.Number(BigDecimal.ZERO)));
        site.put(GRADE, 2, 1, "due", Map.of("gradeRaw", new FieldValue.NotGraded()));
        desk.poll("enrolments");

        desk.poll("grades-full");

        var grades = records.of(subject(1)).stream().filter(it -> it.kind().equals(GRADE)).toList();
        assertThat(grades)
                .extracting(grade -> grade.key().getLast() + " " + shape(grade.fields()))
                .containsExactlyInAnyOrder(
                        "absent -", "null Nothing", "zero Number", "due NotGraded");
    }

    @Test
    void every_access_ever_seen_is_kept_with_the_time_it_was_first_seen() {
        site.enrol(2, 1, "student");
        desk.poll("enrolments");
        for (int hour = 0; hour < 3; hour++) {
            access(2, 1, MONDAY.plusSeconds(3600L * hour));
            desk.poll("accesses");
        }
        desk.poll("accesses");

        assertThat(records.accesses(subject(1)))
                .extracting(LearningRecords.ObservedAccess::at)
                .containsExactly(MONDAY, MONDAY.plusSeconds(3600), MONDAY.plusSeconds(7200));
        assertThat(records.accesses(subject(1)))
                .allSatisfy(access -> assertThat(access.firstSeen()).isAfter(access.at()));
    }

    @Test
    void the_learner_number_of_the_last_poll_finds_the_subject() {
        site.put(USER, 0, 1, Map.of("idnumber", new FieldValue.Text("SIS-7")));
        desk.poll("users");
        assertThat(desk.directory.byLearnerNumber(IMP, "sis-7")).contains(subject(1));

        site.put(USER, 0, 1, Map.of("idnumber", new FieldValue.Text("SIS-8")));
        desk.poll("users");

        assertThat(desk.directory.byLearnerNumber(IMP, "sis-7")).isEmpty();
        assertThat(desk.directory.byLearnerNumber(IMP, "SIS-8")).contains(subject(1));
    }

    @Test
    void an_erased_subject_leaves_no_row_and_the_others_stay() {
        site.user(1, "Zoé");
        site.user(2, "Max");
        site.enrol(2, 1, "student");
        site.enrol(2, 2, "student");
        access(2, 1, MONDAY);
        desk.poll("enrolments");
        desk.poll("users");
        desk.poll("accesses");
        var zoe = subject(1);

        int gone = records.eraseSubject(zoe);

        assertThat(gone).isEqualTo(5);
        assertThat(records.eraseSubject(zoe)).isZero();
        assertThat(records.of(zoe)).isEmpty();
        assertThat(records.accesses(zoe)).isEmpty();
        assertThat(records.of(subject(2))).hasSize(2);
        assertThat(records.subjectsAfter(IMP, LearningRecords.FIRST, 10))
                .containsExactly(subject(2));
    }

    @Test
    void a_poll_that_is_under_way_stores_nothing_of_a_subject_erased_meanwhile() {
        site.user(1, "Zoé");
        site.user(2, "Max");
        desk.poll("users");
        var zoe = subject(1);
        site.user(1, "Zoë");
        site.user(2, "Maxime");
        site.next(
                USER,
                sink -> {
                    records.eraseSubject(zoe);
                    STORE.subjectKeys(desk.clock).destroy(zoe, Compartment.LIVE);
                });

        desk.poll("users");

        assertThat(records.of(zoe)).isEmpty();
        assertThat(field(subject(2), "user", "firstName")).isEqualTo(new FieldValue.Text("Maxime"));
    }

    @Test
    void nothing_of_an_erased_subject_is_stored_though_it_needs_no_key() {
        site.enrol(2, 1, "student");
        site.enrol(2, 2, "student");
        desk.poll("enrolments");
        var zoe = subject(1);
        site.enrol(2, 1, "student", "guest");
        site.enrol(2, 2, "student", "guest");
        site.next(ENROLMENT, sink -> records.eraseSubject(zoe));

        desk.poll("enrolments");

        assertThat(records.of(zoe)).isEmpty();
        assertThat(records.of(subject(2))).hasSize(1);
    }

    @Test
    void only_who_was_seen_as_nothing_but_a_learner_is_only_a_learner() {
        site.enrol(2, 1, "student");
        site.enrol(3, 1, "student");
        site.enrol(2, 2, "student", "editingteacher");
        site.put(ENROLMENT, 2, 3, Map.of());
        site.enrol(3, 3, "student");
        site.enrol(2, 4);
        desk.poll("enrolments");

        assertThat(roles.standing(desk.platform, subject(1))).isEqualTo(new Standing.OnlyLearner());
        assertThat(roles.standing(desk.platform, subject(2)))
                .isEqualTo(new Standing.OtherRoles(java.util.Set.of("editingteacher")));
        assertThat(roles.standing(desk.platform, subject(3))).isEqualTo(new Standing.Unread());
        assertThat(roles.standing(desk.platform, subject(4))).isEqualTo(new Standing.Unread());
        assertThat(roles.standing(desk.platform, subject(5))).isEqualTo(new Standing.Unread());
    }

    @Test
    void who_was_once_a_teacher_is_not_only_a_learner_afterwards() {
        site.enrol(2, 1, "editingteacher");
        site.enrol(3, 1, "student");
        desk.poll("enrolments");
        site.remove(ENROLMENT, 2, 1);
        desk.poll("enrolments");
        desk.poll("enrolments");

        assertThat(roles.standing(desk.platform, subject(1)))
                .isInstanceOf(Standing.OtherRoles.class);
    }

    @Test
    void counts_and_ages_tell_what_is_there_and_how_fresh() {
        site.enrol(2, 1, "student");
        desk.poll("enrolments");
        site.answer(USER, new ReadOutcome.Refused("no right", "grant it"));
        desk.poll("users");

        assertThat(records.counts(IMP)).containsEntry(ENROLMENT, 1L).doesNotContainKey(USER);
        var ages = new JdbcPollAges(STORE.jdbi());
        assertThat(ages.ages())
                .filteredOn(age -> age.kind().equals(ENROLMENT))
                .allSatisfy(age -> assertThat(age.lastComplete()).contains(before(10)));
        assertThat(ages.ages())
                .filteredOn(age -> age.kind().equals(USER))
                .allSatisfy(age -> assertThat(age.lastComplete()).isEmpty());
        assertThat(ages.verdicts())
                .contains(new JdbcPollAges.VerdictCount(IMP, USER, RunVerdict.REFUSED, 1));
    }

    private Instant before(int minutes) {
        return desk.clock.instant().minusSeconds(60L * minutes);
    }

    private void access(long course, long user, Instant at) {
        site.put(
                COURSE_ACCESS, course, user, Map.of("lastCourseAccess", new FieldValue.Moment(at)));
    }

    private SubjectId subject(long user) {
        return desk.directory.pseudonyms(IMP, List.of(user)).get(user);
    }

    private FieldValue field(SubjectId subject, String kind, String name) {
        return records.of(subject).stream()
                .filter(record -> record.kind().value().equals(kind))
                .map(record -> record.fields().get(new FieldName(name)))
                .findFirst()
                .orElseThrow();
    }

    private static String shape(Map<FieldName, FieldValue> fields) {
        return fields.values().stream()
                .map(value -> value.getClass().getSimpleName())
                .findFirst()
                .orElse("-");
    }
}

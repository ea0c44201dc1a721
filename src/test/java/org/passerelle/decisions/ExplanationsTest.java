package org.passerelle.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.decisions.Explanations.Known;
import org.passerelle.decisions.Explanations.Outcome;
import org.passerelle.decisions.Explanations.Wanted;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.Operation;
import org.passerelle.policy.PurposeKey;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.Question.CourseTie;
import org.passerelle.policy.RoleKey;
import org.passerelle.policy.Standing;
import org.passerelle.policy.Standing.Mark;
import org.passerelle.policy.pack.Packs;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class ExplanationsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final Packs PACKS = Packs.load(Path.of("config"));
    private static final SubjectId LEARNER = SubjectId.random(new SecureRandom());
    private static final FieldName GRADE = new FieldName("gradeRaw");
    private static final FieldName EMAIL = new FieldName("email");
    private static final Evidence CONTRACT =
            new Evidence.Contract("Dupont-2026", LocalDate.parse("2026-01-05"), Optional.empty());

    private final SettableClock clock = new SettableClock("2026-03-09T10:00:00Z");
    private final Map<SubjectId, Known> known = new HashMap<>();
    private final Explanations explanations =
            new Explanations(
                    STORE.transactions(),
                    subject -> Optional.ofNullable(known.get(subject)),
                    Map.of(GRADE, DataCategory.GRADE, EMAIL, DataCategory.CONTACT),
                    new JdbcDecisions(STORE.jdbi(), clock),
                    clock);

    @BeforeEach
    void start() {
        STORE.empty("decisions");
        stands(Standing.CLEAR);
    }

    @Test
    void an_explanation_names_rules_clauses_what_fell_out_and_why_version_and_inputs() {
        var decision = explain("f2-pedagogic-advice", "trainer", Set.of());

        assertThat(decision.pack()).hasToString("imp-formation@2026.1");
        assertThat(decision.actor()).isEqualTo("marie");
        assertThat(decision.answer().path("decision").asText()).isEqualTo("reduced");
        assertThat(decision.answer().path("fields").toString()).isEqualTo("[\"gradeRaw\"]");
        assertThat(decision.answer().path("dropped").path(0).path("field").asText())
                .isEqualTo("email");
        assertThat(decision.answer().path("dropped").path(0).path("rule").asText())
                .isEqualTo("decision/no-row");
        assertThat(decision.answer().path("rules").findValuesAsText("rule"))
                .containsExactly(
                        "matrix/grade", "purposes/f2-pedagogic-advice", "recipients/trainer");
        assertThat(decision.answer().path("rules").findValuesAsText("requirement"))
                .containsExactly("IMP-24", "IMP-09", "IMP-24");
        assertThat(decision.answer().path("rules").findValuesAsText("clause"))
                .first()
                .isEqualTo("§2.2 «Suivi individuel durant le parcours de formation»");
        assertThat(decision.question().path("fields").path("gradeRaw").asText()).isEqualTo("grade");
        assertThat(explanations.find(decision.id())).contains(decision);
        assertThat(STORE.count("decisions")).isEqualTo(1);
    }

    @Test
    void the_same_question_to_the_same_version_has_the_same_answer() {
        var one = explain("f2-pedagogic-advice", "trainer", Set.of());
        var again = explain("f2-pedagogic-advice", "trainer", Set.of(EMAIL, GRADE));

        assertThat(again.id()).isNotEqualTo(one.id());
        assertThat(again.question()).isEqualTo(one.question());
        assertThat(again.answer().toString()).isEqualTo(one.answer().toString());
    }

    @Test
    void a_refusal_names_the_rule_of_the_law_that_decided() {
        stands(Standing.CLEAR.marked(Mark.RESTRICTED));

        var decision = explain("f2-pedagogic-advice", "trainer", Set.of(GRADE));

        assertThat(decision.answer().path("decision").asText()).isEqualTo("denied");
        assertThat(decision.answer().path("rules").path(0).path("rule").asText())
                .isEqualTo("decision/restriction");
        assertThat(decision.answer().path("rules").path(0).path("clause").asText())
                .isEqualTo("GDPR Art. 18");
        assertThat(decision.question().path("marks").toString()).isEqualTo("[\"restricted\"]");
    }

    @Test
    void what_is_kept_holds_codes_and_no_reference_of_a_contract() {
        var decision = explain("f2-pedagogic-advice", "trainer", Set.of(GRADE));

        assertThat(decision.question().toString()).contains("2026-01-05").doesNotContain("Dupont");
    }

    @Test
    void a_command_asks_for_no_fields() {
        var wanted =
                new Wanted(
                        LEARNER,
                        new PurposeKey("compliance"),
                        Operation.COMMAND,
                        Asker.of(RoleKey.BRIDGE),
                        Set.of(),
                        List.of());

        var outcome = (Outcome.Explained) explanations.explain(wanted, "marie");

        assertThat(outcome.decision().answer().path("decision").asText()).isEqualTo("permitted");
        assertThat(outcome.decision().question().path("fields").isEmpty()).isTrue();
    }

    @Test
    void what_a_poll_decided_is_shown_in_the_same_shape_with_the_clauses_of_that_version() {
        poll("REDUCED", "2026.1", "email: decision/no-row, phone1: matrix/contact");
        poll("DENIED", "2026.1", "decision/restriction: processing is restricted");
        poll("REDUCED", "2025.9", "email: decision/no-row");
        var log = new JdbcDecisions(STORE.jdbi(), clock, key -> Optional.of(PACKS.pack(key)));

        var ids =
                STORE.jdbi()
                        .withHandle(
                                h ->
                                        h.createQuery("SELECT id FROM decisions ORDER BY id")
                                                .mapTo(Long.class)
                                                .list());
        var reduced = log.find(ids.get(0)).orElseThrow();
        var denied = log.find(ids.get(1)).orElseThrow();
        var older = log.find(ids.get(2)).orElseThrow();

        assertThat(reduced.about()).isEqualTo("poll");
        assertThat(reduced.question().path("kind").asText()).isEqualTo("user");
        assertThat(reduced.question().path("run").asText()).isEqualTo("poll-run 4");
        assertThat(reduced.answer().path("fields").toString()).isEqualTo("[\"lastName\"]");
        assertThat(reduced.answer().path("dropped").findValuesAsText("field"))
                .containsExactly("email", "phone1");
        assertThat(reduced.answer().path("rules").path(0).path("clause").asText()).isNotEmpty();
        assertThat(denied.answer().path("rules").path(0).path("clause").asText())
                .isEqualTo("GDPR Art. 18");
        assertThat(older.answer().path("rules").path(0).path("rule").asText())
                .isEqualTo("purposes/f2-pedagogic-advice");
        assertThat(older.answer().path("rules").path(0).has("clause")).isFalse();
    }

    private void poll(String outcome, String version, String because) {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO decisions (decided_at, organisation, pack_version, about, reference,"
                                                        + " kind, outcome, purposes, fields, because) VALUES (NOW(6),"
                                                        + " 'imp-formation', :version, 'poll', 'poll-run 4', 'user', :outcome,"
                                                        + " '[\"f2-pedagogic-advice\"]', '[\"lastName\"]', :because)")
                                        .bind("version", version)
                                        .bind("outcome", outcome)
                                        .bind("because", because)
                                        .execute());
    }

    @Test
    void nobody_and_nothing_are_told_and_nothing_is_kept() {
        var stranger = SubjectId.random(new SecureRandom());

        assertThat(explanations.explain(wanted(stranger, Set.of()), "marie"))
                .isEqualTo(new Outcome.UnknownSubject());
        assertThat(explanations.explain(wanted(LEARNER, Set.of(new FieldName("shoe"))), "marie"))
                .isEqualTo(new Outcome.UnknownField(new FieldName("shoe")));
        assertThat(STORE.count("decisions")).isZero();
    }

    private void stands(Standing standing) {
        known.put(
                LEARNER,
                new Known(
                        PACKS.pack(new OrganisationKey("imp-formation")),
                        standing,
                        List.of(CONTRACT)));
    }

    private static Wanted wanted(SubjectId subject, Set<FieldName> fields) {
        return new Wanted(
                subject,
                new PurposeKey("f2-pedagogic-advice"),
                Operation.READ,
                Asker.of(new RoleKey("trainer")).tied(CourseTie.OWN_COURSE),
                fields,
                List.of());
    }

    private DecisionRecord explain(String purpose, String recipient, Set<FieldName> fields) {
        var wanted =
                new Wanted(
                        LEARNER,
                        new PurposeKey(purpose),
                        Operation.READ,
                        Asker.of(new RoleKey(recipient)).tied(CourseTie.OWN_COURSE),
                        fields,
                        List.of());
        return ((Outcome.Explained) explanations.explain(wanted, "marie")).decision();
    }
}

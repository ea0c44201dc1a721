package org.passerelle.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.policy.MatrixRow.Effect;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.Question.CourseTie;
import org.passerelle.policy.Standing.Mark;

class PoliciesPropertiesTest {
    private static final Instant NOW = Instant.parse("2026-03-09T10:15:30Z");

    @Property
    void an_empty_pack_permits_nothing(@ForAll("questions") Question question) {
        var empty = packOf(List.of(), List.of());

        assertThat(Policies.decide(empty, question).allows()).isFalse();
    }

    @Property
    void nothing_is_permitted_that_was_not_asked_for(@ForAll("questions") Question question) {
        var answer = Policies.decide(SmallPack.PACK, question);

        assertThat(question.fields().keySet()).containsAll(answer.fieldsAllowed());
    }

    @Property
    void a_row_taken_out_never_permits_more(
            @ForAll("questions") Question question, @ForAll("rows") Set<MatrixRow> allowing) {
        var fewer = new ArrayList<>(SmallPack.PACK.matrix().rows());
        fewer.removeAll(allowing);

        assertThat(Policies.decide(SmallPack.PACK, question).fieldsAllowed())
                .containsAll(
                        Policies.decide(packOf(SmallPack.PACK.purposes(), fewer), question)
                                .fieldsAllowed());
    }

    @Property
    void a_denial_of_everything_put_in_permits_nothing(@ForAll("questions") Question question) {
        var rows = new ArrayList<>(SmallPack.PACK.matrix().rows());
        rows.add(
                new MatrixRow(
                        new RuleKey("matrix/never"),
                        Effect.DENY,
                        Set.of(),
                        Set.of(),
                        new MatrixRow.Scope(
                                EnumSet.allOf(DataCategory.class), Set.of(), Set.of(), false),
                        Set.of(),
                        Rows.CITATION));

        assertThat(
                        Policies.decide(packOf(SmallPack.PACK.purposes(), rows), question)
                                .fieldsAllowed())
                .isEmpty();
    }

    @Property
    void a_mark_on_the_person_never_permits_more(
            @ForAll("questions") Question question, @ForAll Mark mark) {
        var marked = question.about(question.standing().marked(mark));

        assertThat(Policies.decide(SmallPack.PACK, question).fieldsAllowed())
                .containsAll(Policies.decide(SmallPack.PACK, marked).fieldsAllowed());
    }

    @Property
    void sensitive_data_is_never_permitted(@ForAll("questions") Question question) {
        var allowed = Policies.decide(SmallPack.PACK, question).fieldsAllowed();

        assertThat(allowed)
                .noneMatch(field -> question.fields().get(field) == DataCategory.SENSITIVE);
    }

    @Property
    void every_field_is_kept_or_dropped_with_its_rule(@ForAll("questions") Question question) {
        if (Policies.decide(SmallPack.PACK, question) instanceof Decision.Reduced reduced) {
            var all = new ArrayList<FieldName>(reduced.fields());
            all.addAll(reduced.dropped().keySet());
            assertThat(all).containsExactlyInAnyOrderElementsOf(question.fields().keySet());
        }
    }

    @Provide
    Arbitrary<Set<MatrixRow>> rows() {
        return Arbitraries.of(
                        SmallPack.PACK.matrix().rows().stream()
                                .filter(row -> row.effect() == Effect.ALLOW)
                                .toList())
                .set();
    }

    @Property
    void equal_questions_have_equal_answers(@ForAll("questions") Question question) {
        var again =
                new Question(
                        question.operation(),
                        question.aim(),
                        question.asker(),
                        new HashMap<>(question.fields()),
                        question.standing(),
                        new ArrayList<>(question.evidence()),
                        question.at());
        var pack = packOf(SmallPack.PACK.purposes(), SmallPack.PACK.matrix().rows());

        assertThat(Policies.decide(pack, again))
                .isEqualTo(Policies.decide(SmallPack.PACK, question));
    }

    @Property
    void fewer_people_never_permit_more(
            @ForAll("questions") Question question, @ForAll @IntRange(min = 1, max = 9) int few) {
        assertThat(Policies.decide(SmallPack.PACK, question.over(few + 1)).fieldsAllowed())
                .containsAll(Policies.decide(SmallPack.PACK, question.over(few)).fieldsAllowed());
    }

    @Property
    void whatever_is_not_permitted_names_a_rule_with_a_source(
            @ForAll("questions") Question question) {
        var answer = Policies.decide(SmallPack.PACK, question);

        if (answer instanceof Decision.Denied denied) {
            assertThat(SmallPack.PACK.citation(denied.because())).isPresent();
        }
        if (answer instanceof Decision.Reduced reduced) {
            assertThat(reduced.dropped().keySet()).doesNotContainAnyElementsOf(reduced.fields());
            assertThat(reduced.dropped().values())
                    .allSatisfy(rule -> assertThat(SmallPack.PACK.citation(rule)).isPresent());
        }
    }

    @Property
    void an_obligation_is_never_lost_by_a_further_row_for_a_person(
            @ForAll("questions") Question question) {
        var rows = new ArrayList<>(SmallPack.PACK.matrix().rows());
        rows.add(
                new MatrixRow(
                        new RuleKey("matrix/everything"),
                        Effect.ALLOW,
                        Set.of(),
                        Set.of(),
                        new MatrixRow.Scope(
                                EnumSet.allOf(DataCategory.class), Set.of(), Set.of(), false),
                        Set.of(),
                        Rows.CITATION));
        var before = Policies.decide(SmallPack.PACK, question).duties();
        var after = Policies.decide(packOf(SmallPack.PACK.purposes(), rows), question);

        if (!question.asker().role().equals(RoleKey.BRIDGE)
                && question.aim() instanceof Question.Aim.One) {
            before.forEach(
                    (field, owed) ->
                            assertThat(after.duties().getOrDefault(field, Set.of()))
                                    .containsAll(owed));
        }
    }

    @Provide
    Arbitrary<Question> questions() {
        var fields =
                Arbitraries.maps(
                                Arbitraries.of("gradeRaw", "email", "phone1", "other")
                                        .map(FieldName::new),
                                Arbitraries.of(DataCategory.class))
                        .ofMaxSize(4);
        return Combinators.combine(
                        Arbitraries.of(Operation.class),
                        aims(),
                        askers(),
                        fields,
                        standings(),
                        evidence())
                .as(
                        (operation, aim, asker, asked, standing, known) ->
                                new Question(operation, aim, asker, asked, standing, known, NOW));
    }

    private static Arbitrary<Question.Aim> aims() {
        var one =
                Arbitraries.of(SmallPack.PACK.purposes())
                        .map(purpose -> (Question.Aim) new Question.Aim.One(purpose.key()));
        return Arbitraries.oneOf(one, Arbitraries.just(new Question.Aim.EveryActive()));
    }

    private static Arbitrary<Asker> askers() {
        return Combinators.combine(
                        Arbitraries.of(SmallPack.PACK.recipients()),
                        Arbitraries.of(CourseTie.class),
                        Arbitraries.of(true, false))
                .as((recipient, tie, group) -> new Asker(recipient.key(), tie, group));
    }

    private static Arbitrary<Standing> standings() {
        return Combinators.combine(
                        Arbitraries.of(Standing.Stage.class),
                        Arbitraries.of(Mark.class).set().ofMaxSize(1))
                .as((stage, marks) -> new Standing(stage, Map.of(), marks));
    }

    private static Arbitrary<List<Evidence>> evidence() {
        return Arbitraries.<Evidence>of(
                        new Evidence.Contract("C", LocalDate.EPOCH, Optional.empty()),
                        new Evidence.Contract(
                                "D", LocalDate.EPOCH, Optional.of(LocalDate.parse("2020-01-01"))),
                        new Evidence.Consent(
                                "K", SmallPack.GALLERY, LocalDate.EPOCH, Optional.empty()),
                        new Evidence.Objection(SmallPack.NEWS, LocalDate.EPOCH),
                        new Evidence.LegalText("R6313-3"),
                        new Evidence.Motive("claim"))
                .list()
                .ofMaxSize(3);
    }

    private static Pack packOf(List<Purpose> purposes, List<MatrixRow> matrix) {
        var pack = SmallPack.PACK;
        return new Pack(
                pack.version(),
                pack.effectiveFrom(),
                pack.zone(),
                pack.operations(),
                pack.forbidden(),
                purposes,
                new Matrix(matrix),
                pack.recipients(),
                pack.transfers(),
                pack.retention(),
                pack.overlays(),
                pack.rights(),
                pack.smallestGroup());
    }
}

package org.passerelle.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.policy.SmallPack.*;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.personaldata.FieldName;
import org.passerelle.policy.Decision.Denied;
import org.passerelle.policy.Decision.Permitted;
import org.passerelle.policy.Decision.Reduced;
import org.passerelle.policy.Decision.Uncovered;
import org.passerelle.policy.Question.Asker;
import org.passerelle.policy.Question.CourseTie;
import org.passerelle.policy.Standing.Mark;
import org.passerelle.policy.Standing.Stage;

class PoliciesTest {
    private static final Instant NOW = Instant.parse("2026-03-09T10:15:30Z");
    private static final Map<FieldName, DataCategory> GRADES = Map.of(GRADE, DataCategory.GRADE);
    private static final Map<FieldName, DataCategory> MAIL = Map.of(EMAIL, DataCategory.CONTACT);
    private static final Asker OWN_TRAINER = Asker.of(TRAINER).tied(CourseTie.OWN_COURSE);
    private static final Evidence CONTRACT =
            new Evidence.Contract(
                    "C-7",
                    LocalDate.parse("2026-01-05"),
                    Optional.of(LocalDate.parse("2026-06-30")));

    @Test
    void a_trainer_reads_the_grades_of_a_course_of_theirs_under_a_contract_in_force() {
        var answer = decide(read(ADVICE, OWN_TRAINER, GRADES).with(List.of(CONTRACT)));

        assertThat(answer)
                .isEqualTo(
                        new Permitted(
                                PACK.version(),
                                Set.of(ADVICE),
                                Set.of(GRADE),
                                Map.of(),
                                new Grounds(
                                        Set.of(
                                                new RuleKey("purposes/advice"),
                                                new RuleKey("recipients/trainer"),
                                                new RuleKey("matrix/advice")),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty())));
    }

    @Test
    void a_trainer_of_another_course_reads_nothing() {
        var other = Asker.of(TRAINER).tied(CourseTie.OTHER_COURSE);

        assertDenied(decide(read(ADVICE, other, GRADES).with(List.of(CONTRACT))), "matrix/advice");
    }

    @Test
    void without_a_contract_in_force_a_purpose_of_that_basis_stands_still() {
        var ended =
                new Evidence.Contract(
                        "C-6",
                        LocalDate.parse("2025-01-05"),
                        Optional.of(LocalDate.parse("2026-03-08")));

        assertDenied(decide(read(ADVICE, OWN_TRAINER, GRADES)), "purposes/advice");
        assertDenied(
                decide(read(ADVICE, OWN_TRAINER, GRADES).with(List.of(ended))), "purposes/advice");
    }

    @Test
    void for_the_bridge_a_contract_is_presumed_until_every_known_one_has_ended() {
        var poll = Question.polling(GRADES, NOW);
        var ended =
                new Evidence.Contract(
                        "C-6",
                        LocalDate.parse("2025-01-05"),
                        Optional.of(LocalDate.parse("2026-03-08")));
        var replay =
                Question.forPurpose(
                        Operation.REPLAY, ADVICE, Asker.of(RoleKey.BRIDGE), GRADES, NOW);

        assertThat(decide(poll).fieldsAllowed()).containsExactly(GRADE);
        assertDenied(decide(replay.with(List.of(ended))), "purposes/advice");
    }

    @Test
    void a_poll_asks_only_for_what_an_active_purpose_needs() {
        var fields =
                Map.of(
                        GRADE, DataCategory.GRADE,
                        EMAIL, DataCategory.CONTACT,
                        PHONE, DataCategory.CONTACT,
                        FAITH, DataCategory.SENSITIVE);

        var answer = decide(Question.polling(fields, NOW));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Reduced.class,
                        reduced -> {
                            assertThat(reduced.fields()).containsExactlyInAnyOrder(GRADE, EMAIL);
                            assertThat(reduced.dropped())
                                    .isEqualTo(
                                            Map.of(
                                                    PHONE,
                                                    Rules.NO_ROW,
                                                    FAITH,
                                                    new RuleKey("categories/sensitive")));
                        });
    }

    @Test
    void deny_beats_allow() {
        var fields = Map.of(GRADE, DataCategory.GRADE, ENROLLED, DataCategory.ENROLMENT);

        var answer = decide(read(OBLIGATIONS, Asker.of(BILLING), fields));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Reduced.class,
                        reduced -> {
                            assertThat(reduced.fields()).containsExactly(ENROLLED);
                            assertThat(reduced.dropped())
                                    .containsEntry(
                                            GRADE, new RuleKey("matrix/no-grades-for-billing"));
                        });
    }

    @Test
    void a_category_no_row_speaks_of_is_uncovered_and_names_the_gap() {
        var answer =
                decide(read(OBLIGATIONS, Asker.of(BILLING), Map.of(PHONE, DataCategory.CONTACT)));

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Uncovered.class,
                        gap -> assertThat(gap.gap()).contains("phone1").contains("billing"));
        assertThat(answer.fieldsAllowed()).isEmpty();
    }

    @Test
    void sensitive_and_excess_data_is_refused_whatever_the_matrix_says() {
        assertDenied(
                decide(
                        read(
                                OBLIGATIONS,
                                Asker.of(ARCHIVIST),
                                Map.of(FAITH, DataCategory.SENSITIVE))),
                "categories/sensitive");
        assertDenied(
                decide(read(OBLIGATIONS, Asker.of(ARCHIVIST), Map.of(PHONE, DataCategory.EXCESS))),
                "decision/forbidden-category");
    }

    @Test
    void hard_denies_come_first() {
        var question = read(OBLIGATIONS, Asker.of(ARCHIVIST), GRADES);

        assertThat(decide(question)).isInstanceOf(Permitted.class);
        assertDenied(
                decide(question.about(Standing.CLEAR.marked(Mark.TOMBSTONED))),
                "decision/tombstone");
        assertDenied(
                decide(read(OBLIGATIONS, Asker.of(new RoleKey("stranger")), GRADES)),
                "decision/unknown-recipient");
        assertDenied(decide(read(OBLIGATIONS, Asker.of(ABROAD), GRADES)), "transfers/union");
        assertDenied(
                decide(read(OBLIGATIONS, Asker.of(UNSIGNED), GRADES)),
                "recipients/unsigned-mailer");
        assertDenied(
                decide(read(OBLIGATIONS, Asker.of(ARCHIVIST), Map.of())), "decision/no-fields");
        assertDenied(
                Policies.decide(
                        PACK,
                        Question.forPurpose(
                                Operation.READ,
                                OBLIGATIONS,
                                Asker.of(ARCHIVIST),
                                GRADES,
                                Instant.parse("2025-12-31T22:59:59Z"))),
                "decision/pack-not-effective");
    }

    @Test
    void only_the_export_group_exports_and_an_operation_the_pack_does_not_list_is_refused() {
        var export =
                Question.forPurpose(
                        Operation.EXPORT, OBLIGATIONS, Asker.of(ARCHIVIST), GRADES, NOW);
        var named =
                Question.forPurpose(
                        Operation.EXPORT,
                        OBLIGATIONS,
                        Asker.of(ARCHIVIST).inExportGroup(),
                        GRADES,
                        NOW);
        var imported =
                Question.forPurpose(
                        Operation.IMPORT,
                        OBLIGATIONS,
                        Asker.of(ARCHIVIST).inExportGroup(),
                        GRADES,
                        NOW);

        assertDenied(decide(export), "decision/export-group");
        assertThat(decide(named)).isInstanceOf(Permitted.class);
        assertDenied(decide(imported), "decision/operation-not-listed");
    }

    @Test
    void a_restricted_subject_is_frozen_save_for_storage_consent_and_purposes_that_survive() {
        var frozen = Standing.CLEAR.marked(Mark.RESTRICTED);
        var read = read(ADVICE, OWN_TRAINER, GRADES).with(List.of(CONTRACT)).about(frozen);
        var store =
                Question.forPurpose(Operation.STORE, ADVICE, Asker.of(RoleKey.BRIDGE), GRADES, NOW);

        assertDenied(decide(read), "decision/restriction");
        assertThat(decide(store.about(frozen))).isInstanceOf(Permitted.class);
        assertThat(decide(read(OBLIGATIONS, Asker.of(ARCHIVIST), GRADES).about(frozen)))
                .isInstanceOf(Permitted.class);
        assertThat(
                        decide(
                                read(GALLERY, Asker.of(TRAINER), MAIL)
                                        .about(frozen)
                                        .with(List.of(consent("2026-01-09", Optional.empty())))))
                .isInstanceOf(Permitted.class);
    }

    @Test
    void consent_counts_from_its_day_until_the_day_it_is_withdrawn() {
        var question = read(GALLERY, Asker.of(TRAINER), MAIL);

        assertDenied(decide(question), "purposes/gallery");
        assertThat(decide(question.with(List.of(consent("2026-03-09", Optional.empty())))))
                .isInstanceOf(Permitted.class);
        assertDenied(
                decide(question.with(List.of(consent("2026-03-10", Optional.empty())))),
                "purposes/gallery");
        assertDenied(
                decide(question.with(List.of(consent("2026-01-01", Optional.of("2026-03-09"))))),
                "purposes/gallery");
    }

    @Test
    void an_objection_stops_a_legitimate_interest() {
        var question = read(NEWS, Asker.of(MAILER), MAIL);

        assertThat(decide(question)).isInstanceOf(Permitted.class);
        assertDenied(
                decide(
                        question.with(
                                List.of(
                                        new Evidence.Objection(
                                                NEWS, LocalDate.parse("2026-03-09"))))),
                "purposes/news");
    }

    @Test
    void purposes_that_are_unknown_outside_or_switched_off_are_refused() {
        assertDenied(
                decide(read(new PurposeKey("scoring"), OWN_TRAINER, GRADES)),
                "decision/unknown-purpose");
        assertDenied(decide(read(PROSPECTING, Asker.of(MAILER), MAIL)), "purposes/prospecting");
        assertDenied(
                decide(read(BROKEN, OWN_TRAINER, GRADES).with(List.of(CONTRACT))),
                "purposes/broken");
    }

    @Test
    void what_is_archived_is_read_by_an_archive_reader_with_a_motive_only() {
        var archived = Standing.in(Stage.ARCHIVED);
        var motive = List.<Evidence>of(new Evidence.Motive("funder-control"));
        var reader = read(OBLIGATIONS, Asker.of(ARCHIVIST), GRADES).about(archived);
        var court = read(OBLIGATIONS, Asker.of(COURT), GRADES).about(archived);

        assertDenied(decide(reader), "decision/phase");
        assertThat(decide(reader.with(motive))).isInstanceOf(Permitted.class);
        assertDenied(decide(court.with(motive)), "decision/phase");
        assertThat(decide(command().about(archived))).isInstanceOf(Permitted.class);
        assertDenied(decide(reader.about(Standing.in(Stage.ERASED))), "decision/phase");
    }

    @Test
    void each_purpose_ends_with_its_own_phase() {
        var standing = new Standing(Stage.ACTIVE, Map.of(ADVICE, Stage.ARCHIVED), Set.of());

        assertDenied(
                decide(read(ADVICE, OWN_TRAINER, GRADES).with(List.of(CONTRACT)).about(standing)),
                "decision/phase");
        assertThat(decide(read(OBLIGATIONS, Asker.of(ARCHIVIST), GRADES).about(standing)))
                .isInstanceOf(Permitted.class);
    }

    @Test
    void third_parties_and_authorities_show_why_each_time() {
        var law = List.<Evidence>of(new Evidence.LegalText("R6313-3"));

        assertDenied(decide(read(OBLIGATIONS, Asker.of(FUNDER), GRADES)), "recipients/funder");
        assertDenied(decide(read(OBLIGATIONS, Asker.of(COURT), GRADES)), "recipients/court");
        assertThat(decide(read(OBLIGATIONS, Asker.of(FUNDER), GRADES).with(List.of(CONTRACT))))
                .isInstanceOf(Permitted.class);
        assertDenied(
                decide(read(OBLIGATIONS, Asker.of(COURT), GRADES).with(List.of(CONTRACT))),
                "recipients/court");
        assertThat(decide(read(OBLIGATIONS, Asker.of(COURT), GRADES).with(law)))
                .isInstanceOf(Permitted.class);
    }

    @Test
    void the_strictest_of_the_obligations_that_change_a_value_is_kept_beside_all_others() {
        var ip =
                decide(
                        read(
                                OBLIGATIONS,
                                Asker.of(ARCHIVIST),
                                Map.of(LAST_IP, DataCategory.TECHNICAL)));
        var mail = decide(read(NEWS, Asker.of(MAILER), MAIL));

        assertThat(((Permitted) ip).obligations())
                .isEqualTo(Map.of(LAST_IP, Set.of(Obligation.HASH)));
        assertThat(((Permitted) mail).obligations())
                .isEqualTo(Map.of(EMAIL, Set.of(Obligation.MASK, Obligation.LOG_DISCLOSURE)));
    }

    @Test
    void every_rule_an_answer_names_has_a_source() {
        var questions =
                List.of(
                        read(ADVICE, OWN_TRAINER, GRADES).with(List.of(CONTRACT)),
                        read(OBLIGATIONS, Asker.of(FUNDER), GRADES).with(List.of(CONTRACT)));

        for (Question question : questions) {
            var permitted = (Permitted) decide(question);
            assertThat(permitted.grounds().rules()).isNotEmpty();
            assertThat(permitted.grounds().rules())
                    .allSatisfy(rule -> assertThat(PACK.citation(rule)).isPresent());
        }
        for (String rule :
                List.of(
                        "decision/tombstone",
                        "decision/restriction",
                        "decision/export-group",
                        "decision/no-row",
                        "decision/smallest-group",
                        "categories/sensitive",
                        "transfers/union")) {
            assertThat(PACK.citation(new RuleKey(rule))).as(rule).isPresent();
        }
    }

    @Test
    void where_a_list_of_adequate_countries_is_needed_the_answer_names_its_date() {
        var tokyo = (Permitted) decide(read(OBLIGATIONS, Asker.of(TOKYO), GRADES));
        var inside = (Permitted) decide(read(OBLIGATIONS, Asker.of(ARCHIVIST), GRADES));
        var nowhere = (Denied) decide(read(OBLIGATIONS, Asker.of(ABROAD), GRADES));

        assertThat(tokyo.grounds().adequateAsOf()).contains(LocalDate.parse("2026-01-15"));
        assertThat(tokyo.grounds().rules()).contains(new RuleKey("transfers/adequate"));
        assertThat(PACK.citation(new RuleKey("transfers/adequate"))).isPresent();
        assertThat(inside.grounds().adequateAsOf()).isEmpty();
        assertThat(nowhere.reason())
                .isEqualTo(
                        "recipient abroad: the pack lets nothing go to US; it knows no exception"
                                + " (adequate countries as of 2026-01-15)");
    }

    @Test
    void clauses_let_data_go_until_their_last_day() {
        assertThat(decide(inGeneva("2026-06-30T21:59:59Z"))).isInstanceOf(Permitted.class);
        assertDenied(decide(inGeneva("2026-06-30T22:00:00Z")), "transfers/union");
    }

    private static Question inGeneva(String at) {
        return Question.forPurpose(
                Operation.READ, OBLIGATIONS, Asker.of(GENEVA), GRADES, Instant.parse(at));
    }

    @Test
    void a_total_over_fewer_people_than_the_smallest_group_is_refused() {
        var question = read(NEWS, Asker.of(BILLING), Map.of(PROGRESSED, DataCategory.PROGRESS));

        assertDenied(decide(question.over(4)), "decision/smallest-group");
        assertThat(decide(question.over(5)))
                .isInstanceOfSatisfying(
                        Permitted.class,
                        permitted -> assertThat(permitted.grounds().smallestGroup()).contains(5));
    }

    @Test
    void what_is_lent_says_until_when_and_only_for_fields_that_were_lent() {
        var both = Map.of(ENROLLED, DataCategory.ENROLMENT, GRADE, DataCategory.GRADE);
        var funder = Asker.of(FUNDER);
        var lent = (Permitted) decide(read(OBLIGATIONS, funder, both).with(List.of(CONTRACT)));
        var kept = (Permitted) decide(read(OBLIGATIONS, funder, GRADES).with(List.of(CONTRACT)));

        assertThat(lent.grounds().expiresOn()).contains(LocalDate.parse("2026-04-08"));
        assertThat(lent.obligations())
                .isEqualTo(Map.of(ENROLLED, Set.of(Obligation.NOTIFY, Obligation.EXPIRE_AT)));
        assertThat(kept.grounds().expiresOn()).isEmpty();
    }

    @Test
    void obligations_that_nobody_shows_to_have_met_are_named() {
        var mail = decide(read(NEWS, Asker.of(MAILER), MAIL));

        assertThat(mail.notMet(Map.of(EMAIL, Set.of(Obligation.MASK))))
                .isEqualTo(Map.of(EMAIL, Set.of(Obligation.LOG_DISCLOSURE)));
        assertThat(mail.notMet(mail.duties())).isEmpty();
    }

    private static Question read(
            PurposeKey purpose, Asker asker, Map<FieldName, DataCategory> fields) {
        return Question.forPurpose(Operation.READ, purpose, asker, fields, NOW);
    }

    private static Question command() {
        return Question.forPurpose(
                Operation.COMMAND, OBLIGATIONS, Asker.of(RoleKey.BRIDGE), Map.of(), NOW);
    }

    private static Evidence consent(String given, Optional<String> withdrawn) {
        return new Evidence.Consent(
                "K-3", GALLERY, LocalDate.parse(given), withdrawn.map(LocalDate::parse));
    }

    private static Decision decide(Question question) {
        return Policies.decide(PACK, question);
    }

    private static void assertDenied(Decision answer, String rule) {
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Denied.class,
                        denied -> assertThat(denied.because()).isEqualTo(new RuleKey(rule)));
    }
}

package org.passerelle.rights.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.passerelle.rights.RightsFixture.done;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.decisions.DecisionRecord;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.personaldata.DataCategory;
import org.passerelle.policy.FactKey;
import org.passerelle.rights.RightsFixture;
import org.passerelle.rights.requests.Line.Verdict;
import org.passerelle.testing.TestStore;

class AssessmentsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RightsFixture rights;
    private RightsFixture.Learner learner;
    private Assessments assessments;

    @BeforeEach
    void set_up() {
        STORE.empty(
                "rights_requests", "rights_events", "rights_lines", "journal_entries", "decisions");
        rights = new RightsFixture(STORE, "2026-03-09T10:00:00Z");
        learner = rights.learner();
        assessments = rights.assessments();
    }

    @Test
    void the_pack_proposes_what_goes_what_is_archived_until_when_and_because_of_what() {
        rights.tell(learner, FactKey.CONTRACT_START, "2025-01-06");
        rights.tell(learner, FactKey.CONTRACT_END, "2026-01-30");
        var request = rights.identified(RequestType.ERASURE, learner);

        var lines = assessments.proposed(request);

        assertThat(lines)
                .contains(
                        new Line(
                                DataCategory.ACCOUNT,
                                Verdict.ERASE_NOW,
                                "",
                                Optional.empty(),
                                "retention/learning-space"),
                        new Line(
                                DataCategory.GRADE,
                                Verdict.ARCHIVE,
                                "funder-proof",
                                Optional.of(LocalDate.of(2029, 1, 30)),
                                "retention/learning-records"));
    }

    @Test
    void the_decision_about_each_category_is_kept_with_its_rule_and_clause() {
        rights.tell(learner, FactKey.CONTRACT_START, "2025-01-06");
        rights.tell(learner, FactKey.CONTRACT_END, "2026-01-30");
        var request = rights.identified(RequestType.ERASURE, learner);
        var lines = assessments.proposed(request);

        done(assessments.assess(request.id(), lines, "claire"));

        var kept = new JdbcDecisions(STORE.jdbi(), rights.clock).about(learner.subject(), 0, 50);
        assertThat(kept).hasSameSizeAs(lines);
        assertThat(kept)
                .allSatisfy(
                        one -> {
                            assertThat(one.reference()).isEqualTo("request " + request.id());
                            assertThat(one.actor()).isEqualTo("claire");
                        });
        assertThat(kept)
                .filteredOn(one -> input(one, "category").equals("grade"))
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(input(one, "until")).isEqualTo("2029-01-30");
                            assertThat(one.answer().path("decision").asText()).isEqualTo("denied");
                            assertThat(one.answer().path("rules").path(0).path("rule").asText())
                                    .isEqualTo("retention/learning-records");
                            assertThat(one.answer().path("rules").path(0).path("clause").asText())
                                    .isNotEmpty();
                        });
        assertThat(kept)
                .filteredOn(one -> input(one, "category").equals("account"))
                .extracting(one -> one.answer().path("decision").asText())
                .containsExactly("permitted");
    }

    @Test
    void a_line_that_cites_no_row_of_the_pack_is_the_decision_of_the_person() {
        var request = rights.identified(RequestType.ERASURE, learner);
        var lines =
                Arrays.stream(DataCategory.values())
                        .map(
                                one ->
                                        new Line(
                                                one,
                                                Verdict.ERASE_NOW,
                                                "",
                                                Optional.empty(),
                                                "retention/mine"))
                        .toList();

        done(assessments.assess(request.id(), lines, "claire"));

        var kept = new JdbcDecisions(STORE.jdbi(), rights.clock).about(learner.subject(), 0, 50);
        assertThat(kept)
                .isNotEmpty()
                .allSatisfy(
                        one ->
                                assertThat(one.answer().path("rules").findValuesAsText("rule"))
                                        .containsExactly("rights/assessment"));
        assertThatThrownBy(
                        () ->
                                new Line(
                                        DataCategory.GRADE,
                                        Verdict.ERASE_NOW,
                                        "",
                                        Optional.empty(),
                                        "Because I say so"))
                .hasMessageContaining("no free text");
    }

    private static String input(DecisionRecord decision, String name) {
        return decision.question().path("inputs").path(name).asText();
    }

    @Test
    void a_contract_that_runs_is_for_a_person_to_decide() {
        rights.tell(learner, FactKey.CONTRACT_START, "2025-01-06");
        var request = rights.identified(RequestType.ERASURE, learner);

        assertThat(assessments.proposed(request))
                .filteredOn(line -> line.category() == DataCategory.ACCOUNT)
                .extracting(Line::verdict)
                .containsExactly(Verdict.UNDECIDED);
    }

    @Test
    void every_category_needs_a_verdict_and_an_open_one_is_none() {
        var request = rights.identified(RequestType.ERASURE, learner);
        var proposed = assessments.proposed(request);

        assertThat(assessments.assess(request.id(), proposed, "claire"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why()).contains("every line needs a verdict"));
        assertThat(assessments.assess(request.id(), List.of(), "claire"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.why()).contains("account"));
    }

    @Test
    void nothing_is_assessed_before_somebody_saw_who_asks() {
        var request = rights.opened(RequestType.ERASURE, learner);

        assertThat(assessments.assess(request.id(), eraseAll(request), "claire"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why()).contains("is received and cannot become"));
        assertThat(assessments.approve(request.id(), Optional.empty(), "denis"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(rights.state(request.id())).isEqualTo(RequestState.RECEIVED);
    }

    @Test
    void who_assesses_an_erasure_does_not_approve_it() {
        var request = assessed();

        var same = assessments.approve(request.id(), Optional.empty(), "claire");
        var other = assessments.approve(request.id(), Optional.empty(), "denis");

        assertThat(same)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why()).contains("name a deputy"));
        assertThat(done(other).state()).isEqualTo(RequestState.COOLING_OFF);
    }

    @Test
    void an_erasure_whose_account_is_kept_is_not_approved() {
        var request = rights.identified(RequestType.ERASURE, learner);
        var lines = new ArrayList<>(eraseAll(request));
        lines.removeIf(line -> line.category() == DataCategory.ACCOUNT);
        lines.add(
                new Line(
                        DataCategory.ACCOUNT,
                        Verdict.REFUSE,
                        "contract-running",
                        Optional.empty(),
                        "retention/learning-space"));
        done(assessments.assess(request.id(), lines, "claire"));

        var answer = assessments.approve(request.id(), Optional.empty(), "denis");

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why()).contains("keeps the account"));
        assertThat(rights.state(request.id())).isEqualTo(RequestState.ASSESSED);
    }

    @Test
    void seven_days_are_left_for_a_change_of_mind() {
        var request = assessed();

        var approved = done(assessments.approve(request.id(), Optional.empty(), "denis"));

        assertThat(approved.progress().coolOffEndsAt())
                .contains(rights.now().plus(Duration.ofDays(7)));
        assertThat(rights.journal(request.id()))
                .endsWith(
                        "denis request-approved approved",
                        "denis request-cool-off-begun cooling-off");
    }

    @Test
    void the_person_may_ask_for_speed_and_nobody_for_delay() {
        var quick = assessed();
        var slow = assessed();

        var now = done(assessments.approve(quick.id(), Optional.of(Duration.ZERO), "denis"));
        var later = done(assessments.approve(slow.id(), Optional.of(Duration.ofDays(25)), "denis"));

        assertThat(now.progress().coolOffEndsAt()).contains(rights.now());
        assertThat(later.progress().coolOffEndsAt())
                .contains(rights.now().plus(Duration.ofDays(7)));
    }

    @Test
    void a_change_of_mind_never_costs_the_legal_month() {
        var request = assessed();
        rights.clock.advance(Duration.ofDays(24));

        var approved = done(assessments.approve(request.id(), Optional.empty(), "denis"));

        // Due on Thursday 9 April; three working days before is Friday 3 April (6 is Easter
        // Monday).
        assertThat(approved.deadline().dueOn()).isEqualTo("2026-04-09");
        assertThat(approved.progress().coolOffEndsAt().orElseThrow())
                .isEqualTo("2026-04-02T22:00:00Z");
    }

    @Test
    void types_without_categories_take_no_lines() {
        var request = rights.identified(RequestType.ACCESS, learner);

        assertThat(assessments.assess(request.id(), eraseAll(request), "claire"))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(done(assessments.assess(request.id(), List.of(), "claire")).state())
                .isEqualTo(RequestState.ASSESSED);
        assertThat(done(assessments.approve(request.id(), Optional.empty(), "claire")).state())
                .isEqualTo(RequestState.APPROVED);
    }

    @Test
    void what_a_consequence_refuses_is_not_approved() {
        rights.consequences.put(
                RequestType.RESTRICTION, (request, actor) -> new Outcome.Refused("not today"));
        var request = rights.identified(RequestType.RESTRICTION, learner);
        rights.assessments().assess(request.id(), List.of(), "claire");

        try {
            rights.assessments().approve(request.id(), Optional.empty(), "claire");
        } catch (org.passerelle.personaldata.PermanentFailure refused) {
            assertThat(refused).hasMessage("not today");
        }

        assertThat(rights.state(request.id())).isEqualTo(RequestState.ASSESSED);
    }

    private Request assessed() {
        var request = rights.identified(RequestType.ERASURE, learner);
        return done(assessments.assess(request.id(), eraseAll(request), "claire"));
    }

    private List<Line> eraseAll(Request request) {
        return assessments.proposed(request).stream()
                .map(
                        line ->
                                new Line(
                                        line.category(),
                                        Verdict.ERASE_NOW,
                                        "",
                                        Optional.empty(),
                                        line.rule()))
                .toList();
    }
}

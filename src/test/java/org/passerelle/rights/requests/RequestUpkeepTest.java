package org.passerelle.rights.requests;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.rights.RightsFixture;
import org.passerelle.testing.TestStore;

class RequestUpkeepTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RightsFixture rights;
    private RequestUpkeep upkeep;
    private Request request;

    @BeforeEach
    void set_up() {
        STORE.empty("rights_requests", "rights_events", "rights_lines", "journal_entries");
        rights = new RightsFixture(STORE, "2026-08-31T10:00:00Z");
        upkeep = new RequestUpkeep(rights.ground, rights.tables);
        request = rights.identified(RequestType.ACCESS, rights.learner());
    }

    @Test
    void each_stage_is_warned_of_once() {
        for (int day = 0; day < 32; day++) {
            upkeep.run();
            upkeep.run();
            rights.clock.advance(Duration.ofDays(1));
        }

        assertThat(warnings()).containsExactly("half-gone", "mostly-gone", "last-days", "overdue");
    }

    @Test
    void an_answered_request_warns_of_nothing() {
        rights.desk.refuse(request.id(), "excessive", "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");

        rights.clock.advance(Duration.ofDays(60));
        upkeep.run();

        assertThat(warnings()).isEmpty();
    }

    @Test
    void the_applicants_words_are_erased_a_month_after_the_end_and_the_rest_stays() {
        rights.desk.refuse(request.id(), "excessive", "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        rights.desk.answers().close(request.id(), "claire");

        rights.clock.advance(Duration.ofDays(30));
        upkeep.run();
        var before = rights.desk.applicant(request);
        rights.clock.advance(Duration.ofSeconds(1));
        upkeep.run();
        upkeep.run();

        assertThat(before).isPresent();
        assertThat(rights.desk.applicant(request)).isEmpty();
        assertThat(rights.journal(request.id()))
                .filteredOn(entry -> entry.contains("forgotten"))
                .hasSize(1);
        assertThat(rights.state(request.id())).isEqualTo(RequestState.CLOSED);
    }

    @Test
    void a_directive_for_after_death_is_kept_until_there_is_another_or_nothing_it_is_about() {
        var learner = rights.learner();
        var first = directive(learner);
        rights.clock.advance(Duration.ofDays(400));
        upkeep.run();
        var standing = rights.desk.applicant(first);

        var second = directive(learner);
        rights.clock.advance(Duration.ofDays(31));
        upkeep.run();
        var replaced = rights.desk.applicant(first);
        var newer = rights.desk.applicant(second);
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE subjects SET erased_at = ? WHERE subject_id = ?",
                                        rights.clock.instant(),
                                        learner.subject().bytes()));
        upkeep.run();

        assertThat(standing).isPresent();
        assertThat(replaced).isEmpty();
        assertThat(newer).isPresent();
        assertThat(rights.desk.applicant(second)).isEmpty();
    }

    @Test
    void the_register_forgets_a_request_five_years_after_its_end_and_says_so() {
        rights.desk.refuse(request.id(), "excessive", "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        rights.desk.answers().close(request.id(), "claire");
        rights.clock.advance(Duration.ofDays(40));
        upkeep.run();

        rights.clock.advance(Duration.ofDays(5 * 365 - 60));
        upkeep.run();
        var before = rights.desk.find(request.id());
        rights.clock.advance(Duration.ofDays(25));
        upkeep.run();

        assertThat(before).isPresent();
        assertThat(rights.desk.find(request.id())).isEmpty();
        assertThat(STORE.count("rights_events")).isZero();
        assertThat(rights.journal(request.id()))
                .filteredOn(entry -> entry.contains("request-deleted"))
                .hasSize(1);
    }

    private Request directive(RightsFixture.Learner learner) {
        var request = rights.identified(RequestType.POST_MORTEM, learner);
        rights.assessments().assess(request.id(), List.of(), "claire");
        rights.assessments().approve(request.id(), Optional.empty(), "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        rights.desk.answers().close(request.id(), "claire");
        return request;
    }

    private List<String> warnings() {
        return rights.desk.outline(request.id()).orElseThrow().events().stream()
                .filter(event -> event.action().equals("deadline-warning"))
                .map(event -> event.details().get("urgency"))
                .toList();
    }
}

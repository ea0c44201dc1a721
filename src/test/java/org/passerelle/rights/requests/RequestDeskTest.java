package org.passerelle.rights.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.rights.RightsFixture.done;

import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.rights.RightsFixture;
import org.passerelle.rights.deadlines.Extension;
import org.passerelle.testing.TestStore;

/** From receipt to the answer, without what an approval sets in motion. */
class RequestDeskTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RightsFixture rights;
    private RightsFixture.Learner learner;

    @BeforeEach
    void set_up() {
        STORE.empty("rights_requests", "rights_events", "rights_lines", "journal_entries");
        rights = new RightsFixture(STORE, "2026-03-05T23:30:00Z");
        learner = rights.learner();
    }

    @Test
    void a_request_is_due_a_month_after_the_day_it_came_in_france() {
        var request = rights.opened(RequestType.ACCESS, learner);

        // 23:30 UTC on the 5th is the 6th in France.
        assertThat(request.deadline().receivedOn()).isEqualTo("2026-03-06");
        assertThat(request.deadline().dueOn()).isEqualTo("2026-04-07");
        assertThat(request.state()).isEqualTo(RequestState.RECEIVED);
        assertThat(rights.journal(request.id())).containsExactly("claire request-opened received");
    }

    @Test
    void the_time_runs_from_the_letterbox_and_not_from_the_keyboard() {
        var opening = rights.opening(RequestType.ACCESS, learner);

        var request =
                done(
                        rights.intakes.open(
                                new Opening(
                                        opening.organisation(),
                                        opening.type(),
                                        "letter",
                                        rights.now().minus(Duration.ofDays(20)),
                                        opening.subject(),
                                        opening.applicant(),
                                        Map.of()),
                                "claire"));

        assertThat(request.deadline().receivedOn()).isEqualTo("2026-02-14");
    }

    @Test
    void nothing_the_person_wrote_stands_in_clear_in_any_row() {
        var request = rights.opened(RequestType.ERASURE, learner);

        var rows =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT CONCAT_WS('|', r.sealed, r.particulars, e.details, j.details, j.object)"
                                                                + " FROM rights_requests r, rights_events e, journal_entries j")
                                                .mapTo(String.class)
                                                .list());

        assertThat(rows)
                .isNotEmpty()
                .allSatisfy(
                        row -> assertThat(row).doesNotContain("Ondine", "Mod", "courriel", "rue"));
        assertThat(rights.desk.read(request.id(), "claire").orElseThrow().applicant())
                .contains(RightsFixture.applicant());
        assertThat(RightsFixture.applicant().toString()).doesNotContain("Ondine");
    }

    @Test
    void reading_who_asked_is_written_down_and_an_outline_does_not_tell() {
        var request = rights.opened(RequestType.ERASURE, learner);

        rights.desk.read(request.id(), "claire");

        assertThat(rights.journal(request.id())).contains("claire request-read received");
        assertThat(rights.desk.outline(request.id()).orElseThrow().applicant()).isEmpty();
    }

    @Test
    void a_request_that_lacks_something_is_taken_in_and_its_time_runs() {
        var vague =
                Applicant.of(Map.of("familyName", "Modèle", "mailAddress", "o.m@courriel.example"));
        var opening = rights.opening(RequestType.ACCESS, learner);
        var request =
                done(
                        rights.intakes.open(
                                new Opening(
                                        opening.organisation(),
                                        opening.type(),
                                        "email",
                                        opening.receivedAt(),
                                        opening.subject(),
                                        vague,
                                        Map.of()),
                                "claire"));

        rights.clock.advance(Duration.ofDays(5));
        var half = rights.intakes.clarify(request.id(), Map.of("givenName", "Ondine"), "claire");
        var whole =
                rights.intakes.clarify(
                        request.id(),
                        Map.of("givenName", "Ondine", "home", "4 rue Inventée", "object", "accès"),
                        "claire");

        assertThat(request.state()).isEqualTo(RequestState.NEEDS_CLARIFICATION);
        assertThat(half).isEqualTo(new Outcome.Refused("still missing: home, object"));
        assertThat(done(whole).state()).isEqualTo(RequestState.RECEIVED);
        assertThat(done(whole).deadline()).isEqualTo(request.deadline());
    }

    @Test
    void a_duplicate_is_recognised_and_goes_on() {
        var first = rights.opened(RequestType.ACCESS, learner);
        var other = rights.opened(RequestType.ERASURE, learner);

        var second = rights.identified(RequestType.ACCESS, learner);

        assertThat(second.intake().duplicateOf()).contains(first.id());
        assertThat(other.intake().duplicateOf()).isEmpty();
        assertThat(second.state()).isEqualTo(RequestState.IDENTITY_VERIFIED);
    }

    @Test
    void identity_has_a_method_a_checker_and_a_day_and_the_clock_does_not_restart() {
        var before = rights.opened(RequestType.ACCESS, learner);
        rights.clock.advance(Duration.ofDays(3));

        var request = done(rights.identify(before.id(), learner));

        assertThat(request.progress().identity())
                .contains(
                        new Identity(
                                Identity.Method.KNOWN_ADDRESS, "claire", LocalDate.of(2026, 3, 9)));
        assertThat(request.deadline()).isEqualTo(before.deadline());
        assertThat(rights.desk.identify(request.id(), identityOn("2026-03-09"), Optional.empty()))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void an_identity_is_not_checked_tomorrow() {
        var request = rights.opened(RequestType.ACCESS, learner);

        assertThat(rights.desk.identify(request.id(), identityOn("2026-03-07"), Optional.empty()))
                .isEqualTo(new Outcome.Refused("an identity cannot be checked in the future"));
    }

    private static Identity identityOn(String day) {
        return new Identity(Identity.Method.IN_PERSON, "claire", LocalDate.parse(day));
    }

    @Test
    void an_extension_moves_the_day_once_and_only_when_told_in_time() {
        var request = rights.opened(RequestType.ACCESS, learner);
        var today = rights.today();

        var tomorrow =
                rights.desk
                        .answers()
                        .extend(request.id(), told(today, today.plusDays(1)), "claire");
        var now = rights.desk.answers().extend(request.id(), told(today, today), "claire");
        var again = rights.desk.answers().extend(request.id(), told(today, today), "claire");

        assertThat(tomorrow).isInstanceOf(Outcome.Refused.class);
        assertThat(done(now).deadline().dueOn()).isEqualTo("2026-06-08");
        assertThat(again).isInstanceOf(Outcome.Refused.class);
        assertThat(rights.desk.find(request.id()).orElseThrow().deadline().extension()).isPresent();
    }

    @Test
    void what_is_overdue_is_not_extended() {
        var request = rights.opened(RequestType.ACCESS, learner);
        rights.clock.advance(Duration.ofDays(33));

        var late =
                rights.desk
                        .answers()
                        .extend(request.id(), told(rights.today(), rights.today()), "claire");

        assertThat(rights.today()).isEqualTo("2026-04-08");
        assertThat(late)
                .isEqualTo(
                        new Outcome.Refused(
                                "it was due on 2026-04-07: the person had to be told by then"));
    }

    private static Extension told(LocalDate decided, LocalDate notified) {
        return new Extension(Extension.Reason.COMPLEXITY, decided, notified);
    }

    @Test
    void a_refusal_is_answered_before_it_is_closed() {
        var request = rights.identified(RequestType.ACCESS, learner);

        var refused = done(rights.desk.refuse(request.id(), "excessive", "claire"));
        var early = rights.desk.answers().close(request.id(), "claire");
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        var closed = done(rights.desk.answers().close(request.id(), "claire"));

        assertThat(refused.state()).isEqualTo(RequestState.REFUSED);
        assertThat(early).isInstanceOf(Outcome.Refused.class);
        assertThat(closed.state()).isEqualTo(RequestState.CLOSED);
        assertThat(rights.journal(request.id()))
                .containsExactly(
                        "claire request-opened received",
                        "claire request-identity-verified identity-verified",
                        "claire request-refused refused",
                        "claire request-answered refused",
                        "claire request-closed closed");
    }

    @Test
    void nothing_undecided_is_answered() {
        var request = rights.identified(RequestType.ACCESS, learner);

        assertThat(rights.desk.answers().answered(request.id(), rights.today(), "claire"))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void one_organisation_sees_nothing_of_the_other() {
        rights.opened(RequestType.ACCESS, learner);

        assertThat(
                        rights.desk.list(
                                List.of(RightsFixture.IMP), List.of(RequestState.values()), 0, 9))
                .isEmpty();
        assertThat(
                        rights.desk.list(
                                List.of(RightsFixture.UPROMI),
                                List.of(RequestState.values()),
                                0,
                                9))
                .hasSize(1);
    }
}

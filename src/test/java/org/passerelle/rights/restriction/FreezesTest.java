package org.passerelle.rights.restriction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.rights.RightsFixture.UPROMI_MOODLE;
import static org.passerelle.rights.RightsFixture.done;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.passerelle.messages.JdbcOutbox;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.policy.Evidence;
import org.passerelle.policy.PurposeKey;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.RestrictedSubjects;
import org.passerelle.retention.standing.PurposeObjections;
import org.passerelle.retention.standing.Standings;
import org.passerelle.rights.RightsFixture;
import org.passerelle.rights.requests.Identity;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Opening;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestDesk;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.testing.TestStore;

class FreezesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private RightsFixture rights;
    private RightsFixture.Learner learner;
    private JdbcOutbox outbox;
    private HeldMessages held;
    private Freezes freezes;
    private RequestDesk desk;
    private Standings standings;
    private RestrictedSubjects restricted;

    @BeforeEach
    void set_up() {
        STORE.empty(
                "rights_requests",
                "rights_events",
                "rights_lines",
                "journal_entries",
                "holds",
                "held_messages",
                "purpose_objections",
                "outbox_messages");
        rights = new RightsFixture(STORE, "2026-03-09T10:00:00Z");
        learner = rights.learner();
        outbox = new JdbcOutbox(STORE.jdbi(), rights.clock);
        standings = new Standings(rights.retentionGround, rights.retention);
        restricted = new RestrictedSubjects(rights.retentionGround, rights.retention);
        held =
                new HeldMessages(
                        STORE.transactions(),
                        new JdbcHeldMessages(STORE.jdbi(), rights.clock),
                        STORE.subjectKeys(rights.clock),
                        outbox,
                        standings::restricted,
                        new SecureRandom());
        freezes =
                new Freezes(
                        new Moves(rights.ground, rights.tables),
                        rights.holds,
                        new PurposeObjections(rights.retentionGround, rights.retention),
                        held);
        rights.consequences.put(RequestType.RESTRICTION, freezes::freeze);
        rights.consequences.put(RequestType.OBJECTION, freezes::uphold);
        desk =
                new RequestDesk(
                        rights.ground,
                        rights.tables,
                        Map.of(RequestType.OBJECTION, freezes::stopFirst));
    }

    @Test
    void an_approved_restriction_acts_at_once_and_for_everybody_who_reads() {
        var request = restrictedBy(Map.of("ground", "accuracy"));

        assertThat(request.state()).isEqualTo(RequestState.VERIFIED);
        assertThat(restricted.on(UPROMI_MOODLE)).containsExactly(learner.subject());
        assertThat(
                        new Standings(rights.retentionGround, rights.retention)
                                .restricted(learner.subject()))
                .as("another process, which never saw it before")
                .isTrue();
        assertThat(rights.holds.list(0, 9))
                .singleElement()
                .satisfies(hold -> assertThat(hold.reason()).isEqualTo("accuracy-contested"));
    }

    @Test
    void a_message_about_a_restricted_subject_waits_sealed_and_once() {
        boolean before = held.holds(learner.subject(), "event-1", "Ondine".getBytes(UTF_8));
        restrictedBy(Map.of());

        boolean first = held.holds(learner.subject(), "event-2", "Ondine".getBytes(UTF_8));
        boolean again = held.holds(learner.subject(), "event-2", "Ondine".getBytes(UTF_8));

        assertThat(before).isFalse();
        assertThat(first).isTrue();
        assertThat(again).isTrue();
        assertThat(STORE.count("held_messages")).isEqualTo(1);
        assertThat(count("sealed LIKE '%Ondine%'")).isZero();
    }

    @Test
    void nothing_is_lifted_before_the_person_was_told() {
        var request = restrictedBy(Map.of());

        var silent = freezes.lift(request.id(), Freezes.Waiting.RELEASE, "claire");
        freezes.announce(request.id(), rights.today(), "claire");
        var told = freezes.lift(request.id(), Freezes.Waiting.RELEASE, "claire");

        assertThat(silent)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class, no -> assertThat(no.why()).contains("Art. 18(3)"));
        assertThat(told).isInstanceOf(Outcome.Done.class);
        assertThat(restricted.on(UPROMI_MOODLE)).isEmpty();
        assertThat(freezes.lift(request.id(), Freezes.Waiting.RELEASE, "claire"))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void what_waited_is_released_in_its_order_and_its_copy_goes() {
        var request = restrictedBy(Map.of());
        held.holds(learner.subject(), "event-1", "one".getBytes(UTF_8));
        held.holds(learner.subject(), "event-2", "two".getBytes(UTF_8));
        freezes.announce(request.id(), rights.today(), "claire");

        freezes.lift(request.id(), Freezes.Waiting.RELEASE, "claire");

        assertThat(outbox.waiting(9))
                .extracting(OutboxMessage::body)
                .extracting(body -> new String(body, UTF_8))
                .containsExactly("one", "two");
        assertThat(left()).isZero();
    }

    @Test
    void what_waited_may_be_cancelled_instead() {
        var request = restrictedBy(Map.of());
        held.holds(learner.subject(), "event-1", "one".getBytes(UTF_8));
        freezes.announce(request.id(), rights.today(), "claire");

        freezes.lift(request.id(), Freezes.Waiting.CANCEL, "claire");

        assertThat(outbox.waiting(9)).isEmpty();
        assertThat(left()).isZero();
        assertThat(rights.journal(request.id()))
                .contains("claire request-restriction-lifted verified");
    }

    @Test
    void a_restriction_that_comes_to_its_end_releases_what_waited() {
        restrictedBy(Map.of("until", "2026-03-31"));
        held.holds(learner.subject(), "event-1", "one".getBytes(UTF_8));

        held.releaseLapsed();
        var during = outbox.waiting(9);
        rights.clock.advance(Duration.ofDays(23));
        held.releaseLapsed();

        assertThat(during).isEmpty();
        assertThat(outbox.waiting(9)).hasSize(1);
    }

    @Test
    void an_objection_stops_first_and_is_judged_then() {
        var request = objecting();

        var identified = done(identify(request));

        assertThat(identified.state()).isEqualTo(RequestState.IDENTITY_VERIFIED);
        assertThat(standings.restricted(learner.subject())).isTrue();
        assertThat(rights.holds.list(0, 9))
                .singleElement()
                .satisfies(hold -> assertThat(hold.kind()).isEqualTo(HoldKind.RESTRICTION));
    }

    @Test
    void an_objection_that_is_right_stays_with_the_subject_and_frees_the_rest() {
        var request = objecting();
        identify(request);

        rights.assessments().assess(request.id(), List.of(), "claire");
        var upheld = done(rights.assessments().approve(request.id(), Optional.empty(), "claire"));

        assertThat(upheld.state()).isEqualTo(RequestState.VERIFIED);
        assertThat(standings.restricted(learner.subject())).isFalse();
        assertThat(standings.of(learner.subject()).orElseThrow().evidence())
                .contains(new Evidence.Objection(new PurposeKey("statistics"), rights.today()));
    }

    private long left() {
        return count("settled_at IS NULL OR sealed <> ''");
    }

    private static long count(String condition) {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT COUNT(*) FROM held_messages WHERE "
                                                        + condition)
                                        .mapTo(Long.class)
                                        .one());
    }

    private Request restrictedBy(Map<String, String> particulars) {
        var request = opened(RequestType.RESTRICTION, particulars);
        identify(request);
        rights.assessments().assess(request.id(), List.of(), "claire");
        return done(rights.assessments().approve(request.id(), Optional.empty(), "claire"));
    }

    private Request objecting() {
        return opened(RequestType.OBJECTION, Map.of("purposes", "statistics"));
    }

    private Request opened(RequestType type, Map<String, String> particulars) {
        var opening = rights.opening(type, learner);
        return done(
                rights.intakes.open(
                        new Opening(
                                opening.organisation(),
                                type,
                                "email",
                                opening.receivedAt(),
                                opening.subject(),
                                opening.applicant(),
                                particulars),
                        "claire"));
    }

    private Outcome identify(Request request) {
        var identity = new Identity(Identity.Method.CALL_BACK, "claire", rights.today());
        return desk.identify(request.id(), identity, Optional.of(learner.subject()));
    }
}

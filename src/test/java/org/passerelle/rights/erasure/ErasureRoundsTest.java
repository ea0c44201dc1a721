package org.passerelle.rights.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.passerelle.rights.RightsFixture.done;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.Recheck;
import org.passerelle.decisions.JdbcDecisions;
import org.passerelle.journal.Leaks;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.retention.holds.HoldKind;
import org.passerelle.retention.holds.Holds;
import org.passerelle.retention.sweep.CommandDecisions;
import org.passerelle.retention.sweep.StillDue;
import org.passerelle.rights.RightsFixture;
import org.passerelle.rights.recipients.PastRecipients;
import org.passerelle.rights.recipients.RecipientRounds;
import org.passerelle.rights.requests.Identity;
import org.passerelle.rights.requests.Line;
import org.passerelle.rights.requests.Line.Verdict;
import org.passerelle.rights.requests.Moves;
import org.passerelle.rights.requests.Opening;
import org.passerelle.rights.requests.Outcome;
import org.passerelle.rights.requests.Request;
import org.passerelle.rights.requests.RequestId;
import org.passerelle.rights.requests.RequestState;
import org.passerelle.rights.requests.RequestType;
import org.passerelle.testing.TestStore;

/** An erasure request from approval to receipt, with the real commands and a platform in memory. */
class ErasureRoundsTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final OrganisationKey IMP = RightsFixture.IMP;

    @TempDir Path folder;

    private CommandWorld world;
    private RightsFixture rights;
    private Moves moves;
    private ErasureRounds erasures;
    private RecipientRounds telling;
    private SubjectId subject;
    private PastRecipients recipients = PastRecipients.NOBODY;

    @BeforeEach
    void set_up() {
        STORE.empty(CommandWorld.TABLES);
        STORE.empty(
                "rights_requests", "rights_events", "rights_lines", "holds", "learning_records");
        world = new CommandWorld(STORE, folder);
        rights = new RightsFixture(STORE, world.clock);
        moves = new Moves(rights.ground, rights.tables);
        Recheck retention =
                new StillDue(
                        rights.retentionGround,
                        rights.retention,
                        new CommandDecisions(
                                rights.retentionGround,
                                new JdbcDecisions(STORE.jdbi(), rights.clock)));
        world.recheck = new StillWished(moves, proposal -> held(retention, proposal));
        subject = world.subject();
        world.platform.account(subject);
        var commands =
                new ErasureCommands(
                        world.sheet,
                        world.desk,
                        world.receipts,
                        new ErasureCommands.Known(
                                RightsFixture.PACKS, rights.directory, rights.records()));
        erasures = new ErasureRounds(moves, commands, (request, kept) -> {});
        telling = new RecipientRounds(moves, request -> recipients.tell(request));
    }

    /**
     * The shipped packs are not signed by the same officer in every test: only holds count here.
     */
    private static Recheck.Verdict held(
            Recheck retention, org.passerelle.commands.Proposal proposal) {
        return switch (retention.stillDue(proposal)) {
            case Recheck.Verdict.OnHold hold when hold.hold().contains("legal-hold") -> hold;
            case Recheck.Verdict.OnHold other -> new Recheck.Verdict.StillDue();
            case Recheck.Verdict.NoLongerDue over -> over;
            case Recheck.Verdict.StillDue due -> due;
        };
    }

    @AfterEach
    void nobody_stands_in_clear() {
        Leaks.none(
                STORE, world.clock, List.of("Ondine", "Modèle"), "ondine.modele@courriel.example");
    }

    @Test
    void an_approved_erasure_passes_every_state_and_closes_on_its_receipt() {
        var request = approved();

        after(Duration.ofDays(7));
        world.pump();
        world.platform.runCron();
        world.later(Duration.ofMinutes(6));
        round();
        round();
        rights.desk.answers().answered(request.id(), rights.today(), "claire");
        round();

        assertThat(states(request.id()))
                .containsSubsequence(
                        "approved",
                        "cooling-off",
                        "locked",
                        "scrubbed",
                        "deleted-requested",
                        "deleted-claimed",
                        "verified",
                        "recipients-notified",
                        "closed");
        var command = now(request).progress().command().map(CommandId::new).orElseThrow();
        assertThat(world.receipts.find(command)).isPresent();
        assertThat(world.state(command)).isEqualTo(CommandState.DONE);
        assertThat(world.command(command).approval().orElseThrow().by()).isEqualTo("denis");
    }

    @Test
    void nothing_is_sent_before_the_change_of_mind_had_its_time() {
        var request = approved();

        after(Duration.ofDays(7).minusSeconds(1));

        assertThat(world.waiting()).isEmpty();
        assertThat(now(request).state()).isEqualTo(RequestState.COOLING_OFF);
    }

    @Test
    void a_request_withdrawn_meanwhile_touches_nothing() {
        var request = approved();

        rights.desk.abort(request.id(), "claire");
        after(Duration.ofDays(8));
        world.pump();

        assertThat(now(request).state()).isEqualTo(RequestState.ABORTED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_request_withdrawn_after_the_command_was_sent_is_stopped_at_the_gate() {
        var request = approved();
        after(Duration.ofDays(7));

        var wish = rights.desk.abort(request.id(), "claire");
        world.pump();
        round();

        assertThat(done(wish).state()).isEqualTo(RequestState.COOLING_OFF);
        assertThat(now(request).state()).isEqualTo(RequestState.ABORTED);
        assertThat(world.platform.writes).noneMatch(write -> write.contains("scrub"));
    }

    @Test
    void a_wish_that_comes_after_the_scrub_is_refused() {
        var request = approved();
        after(Duration.ofDays(7));
        world.pump();
        round();

        var late = rights.desk.abort(request.id(), "claire");

        assertThat(now(request).state()).isEqualTo(RequestState.DELETED_REQUESTED);
        assertThat(late).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void a_new_enrolment_sends_the_request_back_and_it_is_assessed_again() {
        var request = approved();
        rights.clock.advance(Duration.ofDays(2));
        enrol();

        after(Duration.ofDays(6));

        assertThat(now(request).state()).isEqualTo(RequestState.ASSESSED);
        assertThat(rights.assessments().approve(request.id(), Optional.empty(), "denis"))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        no -> assertThat(no.why()).contains("assess it again"));
        assertThat(world.waiting()).isEmpty();
        rights.assessments().assess(request.id(), lines(), "claire");
        assertThat(
                        done(rights.assessments().approve(request.id(), Optional.empty(), "denis"))
                                .state())
                .isEqualTo(RequestState.COOLING_OFF);
    }

    @Test
    void a_legal_hold_makes_it_wait_and_its_end_lets_it_go_on() {
        var request = approved();
        var placed =
                (Holds.Outcome.Placed)
                        rights.holds.place(
                                new Holds.Placing(
                                        subject,
                                        HoldKind.LEGAL_HOLD,
                                        "claim-open",
                                        Optional.of(LocalDate.of(2030, 1, 31))),
                                "claire");

        after(Duration.ofDays(7));
        round();
        var held = now(request).state();
        rights.holds.lift(placed.id(), "claire");
        round();

        assertThat(held).isEqualTo(RequestState.ON_HOLD);
        assertThat(world.waiting()).hasSize(1);
    }

    @Test
    void an_erasure_that_retention_had_proposed_gives_way_to_the_request() {
        var other = world.proposed(CommandType.ERASE, subject);
        var request = approved();

        after(Duration.ofDays(7));

        assertThat(world.state(other)).isEqualTo(CommandState.REJECTED);
        assertThat(now(request).progress().command()).isPresent();
    }

    @Test
    void it_is_not_closed_while_a_recipient_has_still_to_be_told() {
        recipients = request -> new PastRecipients.Told(1, 0, 1);
        var request = approved();
        after(Duration.ofDays(7));
        world.pump();
        world.platform.runCron();
        world.later(Duration.ofMinutes(6));

        round();
        round();

        assertThat(now(request).state()).isEqualTo(RequestState.VERIFIED);
    }

    private void round() {
        erasures.run();
        telling.run();
    }

    private void after(Duration duration) {
        rights.clock.advance(duration);
        round();
    }

    private Request now(Request request) {
        return rights.desk.find(request.id()).orElseThrow();
    }

    private List<String> states(RequestId id) {
        return rights.desk.outline(id).orElseThrow().events().stream()
                .map(event -> event.to().key())
                .toList();
    }

    private Request approved() {
        var opening =
                new Opening(
                        IMP,
                        RequestType.ERASURE,
                        "email",
                        rights.now(),
                        Optional.of(subject),
                        RightsFixture.applicant(),
                        Map.of());
        var id = done(rights.intakes.open(opening, "claire")).id();
        var identity = new Identity(Identity.Method.IN_PERSON, "claire", rights.today());
        rights.desk.identify(id, identity, Optional.of(subject));
        rights.assessments().assess(id, lines(), "claire");
        return done(rights.assessments().approve(id, Optional.empty(), "denis"));
    }

    private List<Line> lines() {
        return List.of(org.passerelle.personaldata.DataCategory.values()).stream()
                .map(category -> new Line(category, Verdict.ERASE_NOW, "", Optional.empty(), ""))
                .toList();
    }

    private void enrol() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO learning_records (key_hash, platform, kind, record_key, subject_id,"
                                                        + " course_id, version, state, content_hash, clear_fields, first_seen_at, changed_at)"
                                                        + " VALUES (:k, 'imp-moodle', 'enrolment', '[]', :s, 7, 1, 'PRESENT', :k, '{}', :now, :now)")
                                        .bind("k", new byte[16])
                                        .bind("s", subject.bytes())
                                        .bind("now", rights.now())
                                        .execute());
    }
}

package org.passerelle.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.learning.RolesSeen;
import org.passerelle.messages.Address;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;
import org.passerelle.testing.TestStore;

class ExecutorTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;
    private SubjectId zoe;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
        zoe = world.subject();
        world.platform.account(zoe).enrolments.put(CommandWorld.COURSE, "manual");
    }

    @Test
    void a_suspension_goes_through_and_is_recorded() {
        var id = world.approved(CommandType.SUSPEND, zoe);

        world.pump();

        assertThat(world.platform.account(zoe).suspended).isTrue();
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.platform.writes).containsExactly("suspend");
        assertThat(world.journalled("command-step-begun")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandType.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"RECTIFY", "LIFT"})
    void a_second_delivery_changes_nothing(CommandType type) {
        var id = world.approved(type, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        world.execute(message);
        world.platform.runCron();
        world.clock.advance(Duration.ofMinutes(6));
        world.execute(message);
        world.pump();
        var writes = List.copyOf(world.platform.writes);

        world.execute(message);
        world.clock.advance(Duration.ofHours(1));
        var again = world.execute(message);
        world.later(Duration.ofHours(1));

        assertThat(again).isEqualTo(new Execution.Repeated(id));
        assertThat(world.platform.writes).isEqualTo(writes);
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void a_suspension_found_in_place_is_already_done_and_writes_nothing() {
        world.platform.account(zoe).suspended = true;
        var id = world.approved(CommandType.SUSPEND, zoe);

        world.pump();

        assertThat(world.step(id, StepName.SUSPEND)).isEqualTo(StepState.ALREADY_DONE);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_suspension_is_lifted_only_where_our_own_command_suspended() {
        world.platform.account(zoe).suspended = true;
        world.approved(CommandType.SUSPEND, zoe);
        world.pump();

        var id = world.approved(CommandType.LIFT, zoe);
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.platform.account(zoe).suspended).isTrue();
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void our_own_suspension_is_lifted_once() {
        world.approved(CommandType.SUSPEND, zoe);
        world.pump();
        world.clock.advance(Duration.ofMinutes(1));

        var first = world.approved(CommandType.LIFT, zoe);
        world.pump();
        world.clock.advance(Duration.ofMinutes(1));
        var second = world.approved(CommandType.LIFT, zoe);
        world.pump();

        assertThat(world.state(first)).isEqualTo(CommandState.DONE);
        assertThat(world.state(second)).isEqualTo(CommandState.REFUSED);
        assertThat(world.platform.writes).containsExactly("suspend", "lift");
    }

    @Test
    void a_suspension_whose_answer_was_lost_is_still_ours_to_lift() {
        world.platform.loseAnswers(1);
        var id = world.approved(CommandType.SUSPEND, zoe);
        world.pump();
        assertThat(world.step(id, StepName.SUSPEND)).isEqualTo(StepState.UNKNOWN);

        world.later(Duration.ofMinutes(6));

        assertThat(world.step(id, StepName.SUSPEND)).isEqualTo(StepState.DONE);
        assertThat(world.platform.writes).containsExactly("suspend");

        var lift = world.approved(CommandType.LIFT, zoe);
        world.pump();

        assertThat(world.state(lift)).isEqualTo(CommandState.DONE);
    }

    @Test
    void an_unenrolment_that_another_method_undoes_needs_a_person() {
        world.platform.account(zoe).enrolments.put(CommandWorld.COURSE, "self");
        var id = world.approved(CommandType.UNENROL, zoe);

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.command(id).reason()).contains("another method");
    }

    @Test
    void an_unenrolment_is_refused_when_the_funders_proof_went_missing_after_the_approval() {
        var id = world.approved(CommandType.UNENROL, zoe);
        world.verdict = new Recheck.Verdict.OnHold("funder-proof-missing");

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_rectification_carries_a_reference_and_its_values_are_opened_by_the_executor_only() {
        var city = new FieldName("city");
        var id =
                world.rectifications
                        .propose(
                                world.proposal(CommandType.RECTIFY, zoe),
                                Map.of(city, new FieldValue.Text("Besançon")))
                        .orElseThrow();
        world.desk.approve(List.of(id), "claire");
        var body = new String(world.waiting().getFirst().body(), UTF_8);

        world.pump();

        assertThat(body).doesNotContain("Besan");
        assertThat(world.platform.account(zoe).fields).containsEntry("city", "Besançon");
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(STORE.count("command_values")).isZero();
    }

    @Test
    void an_altered_command_is_refused_and_recorded() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var altered =
                new String(message.body(), UTF_8)
                        .replace("suspend-account", "erase-account")
                        .getBytes(UTF_8);

        var execution = world.executor.execute(message.headers(), altered);

        assertRefused(execution, "altered");
    }

    @Test
    void an_unsigned_command_is_refused_and_recorded() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();

        assertRefused(world.executor.execute(Map.of(), message.body()), "unsigned");
    }

    @Test
    void a_command_signed_with_a_key_that_is_not_in_the_folder_is_refused() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var headers =
                Map.of(
                        Signer.KEY_ID_HEADER,
                        "0123456789abcdef",
                        Signer.SIGNATURE_HEADER,
                        message.headers().get(Signer.SIGNATURE_HEADER));

        assertRefused(world.executor.execute(headers, message.body()), "unknown-key");
    }

    @Test
    void a_genuine_command_of_an_unknown_version_is_refused() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var newer =
                world.signer.sign(
                        new String(message.body(), UTF_8)
                                .replace("\"version\":1", "\"version\":2")
                                .getBytes(UTF_8));

        assertRefused(world.executor.execute(newer.headers(), newer.body()), "unknown-version");
    }

    @Test
    void bytes_that_are_no_command_at_all_are_refused_though_they_are_signed() {
        var noise = world.signer.sign("[1,2".getBytes(UTF_8));

        assertRefused(world.executor.execute(noise.headers(), noise.body()), "unreadable");
    }

    @Test
    void a_command_for_another_organisations_platform_is_refused() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        STORE.jdbi()
                .useHandle(
                        handle -> handle.execute("UPDATE commands SET organisation = 'sans-dpo'"));
        var foreign =
                world.signer.sign(
                        new String(message.body(), UTF_8)
                                .replace("imp-formation", "sans-dpo")
                                .getBytes(UTF_8));

        world.executor.execute(foreign.headers(), foreign.body());
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.command(id).reason()).contains("foreign-organisation");
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_command_the_store_does_not_know_is_refused() {
        world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        STORE.empty("commands");

        assertRefused(world.execute(message), "unknown-command");
    }

    @Test
    void a_command_that_expired_before_it_began_is_issued_anew() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var old = world.take(Address.COMMANDS).getFirst();
        world.clock.advance(Duration.ofDays(8));

        assertThat(world.execute(old)).isEqualTo(new Execution.Expired(id));
        assertThat(world.platform.writes).isEmpty();

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.command(id).issue()).isEqualTo(2);
        assertThat(world.execute(old)).isEqualTo(new Execution.Repeated(id));
    }

    @Test
    void expiry_is_not_asked_any_more_once_something_was_destroyed() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.pump();
        assertThat(world.step(id, StepName.SCRUB)).isEqualTo(StepState.DONE);
        world.platform.runCron();

        world.later(Duration.ofDays(8));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.command(id).issue()).isEqualTo(1);
    }

    @Test
    void other_roles_and_unread_roles_need_a_person_who_may_take_it_upon_themselves() {
        world.roles.put(zoe, new RolesSeen.Standing.OtherRoles(Set.of("editingteacher")));
        var id = world.approved(CommandType.SUSPEND, zoe);
        world.pump();
        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.platform.writes).isEmpty();

        world.desk.resume(List.of(id), "claire");
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.command(id).waivedBy()).hasValue("claire");
    }

    @Test
    void a_subject_whose_roles_were_never_read_is_not_touched() {
        world.roles.put(zoe, new RolesSeen.Standing.Unread());
        var id = world.approved(CommandType.ERASE, zoe);

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void an_administrators_account_is_refused() {
        world.platform.account(zoe).administrator = true;
        var id = world.approved(CommandType.ERASE, zoe);

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void the_token_of_a_site_administrator_is_refused() {
        world.platform.readiness = new Readiness.TooPowerful("a site administrator's token");
        var id = world.approved(CommandType.SUSPEND, zoe);

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.REFUSED);
        assertThat(world.command(id).reason()).contains("site administrator");
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_fact_that_arrives_after_the_approval_cancels_the_command() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.verdict =
                new Recheck.Verdict.NoLongerDue(new RuleKey("retention/x"), "a new enrolment");

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_hold_delays_and_is_asked_again() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.verdict = new Recheck.Verdict.OnHold("legal-hold");
        world.pump();
        assertThat(world.state(id)).isEqualTo(CommandState.ISSUED);
        assertThat(world.platform.writes).isEmpty();

        world.verdict = new Recheck.Verdict.StillDue();
        world.later(Duration.ofHours(7));

        assertThat(world.step(id, StepName.SCRUB)).isEqualTo(StepState.DONE);
    }

    @Test
    void commands_of_one_subject_wait_for_each_other() {
        var erase = world.approved(CommandType.ERASE, zoe);
        world.pump();
        var unenrol = world.approved(CommandType.UNENROL, zoe);
        world.pump();
        assertThat(world.step(unenrol, StepName.UNENROL)).isEqualTo(StepState.RETRY);
        assertThat(world.platform.writes).doesNotContain("unenrol");

        world.platform.runCron();
        world.later(Duration.ofMinutes(6));
        world.later(Duration.ofMinutes(6));

        assertThat(world.state(erase)).isEqualTo(CommandState.DONE);
        assertThat(world.step(unenrol, StepName.UNENROL)).isNotEqualTo(StepState.RETRY);
    }

    @Test
    void a_worker_that_died_while_it_wrote_is_replaced_after_its_lease() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        killed(message, "the process was killed before the answer");
        assertThat(world.step(id, StepName.SUSPEND)).isEqualTo(StepState.WORKING);

        assertThat(world.upkeep.reEmitDue()).isZero();
        world.later(Duration.ofMinutes(6));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.platform.writes).containsExactly("suspend");
    }

    @Test
    void a_command_lost_on_its_way_is_sent_again_with_the_same_signed_bytes() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var lost = world.take(Address.COMMANDS).getFirst();

        assertThat(world.upkeep.reEmitDue()).isZero();
        world.clock.advance(Duration.ofMinutes(6));
        assertThat(world.upkeep.reEmitDue()).isEqualTo(1);
        assertThat(world.upkeep.reEmitDue()).isZero();

        var again = world.waiting().getFirst();
        assertThat(again.body()).isEqualTo(lost.body());
        assertThat(again.headers()).isEqualTo(lost.headers());
        assertThat(again.transportId()).isNotEqualTo(lost.transportId());
        world.pump();
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
    }

    @Test
    void a_platform_that_stays_away_is_asked_ever_more_slowly_and_then_a_person_is() {
        world.platform.failBeforeWriting(10_000);
        var id = world.approved(CommandType.SUSPEND, zoe);
        world.pump();
        assertThat(world.desk.show(id).orElseThrow().steps().getFirst().nextAttemptAt())
                .hasValue(world.clock.instant().plusSeconds(5));

        for (int hour = 0; hour < 26; hour++) {
            world.later(Duration.ofHours(1));
        }

        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.platform.writes).isEmpty();
    }

    /** The process dies in the middle of a write: nothing after it happens. */
    private void killed(OutboxMessage message, String how) {
        var dying =
                world.executor(
                        new ForwardingHands(world.platform) {
                            @Override
                            public StepResult suspend(Target target) {
                                super.suspend(target);
                                throw new ThreadDeathInTest(how);
                            }
                        });
        try {
            dying.execute(message.headers(), message.body());
        } catch (ThreadDeathInTest expected) {
            STORE.jdbi()
                    .useHandle(
                            handle ->
                                    handle.createUpdate(
                                                    "UPDATE command_locks SET command_id = 1, leased_until_at = :until")
                                            .bind(
                                                    "until",
                                                    world.clock
                                                            .instant()
                                                            .plus(Duration.ofMinutes(5)))
                                            .execute());
        }
    }

    private void assertRefused(Execution execution, String why) {
        assertThat(execution).isEqualTo(new Execution.Refused(why));
        assertThat(world.platform.writes).isEmpty();
        assertThat(world.journalled("command-message-refused")).isEqualTo(1);
        var told = new String(world.take(Address.OUTCOMES).getFirst().body(), UTF_8);
        assertThat(told).contains("\"why\":\"" + why + "\"");
    }
}

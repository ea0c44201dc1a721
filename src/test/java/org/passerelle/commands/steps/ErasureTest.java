package org.passerelle.commands.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.Recheck;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.desk.ErasureCanaries;
import org.passerelle.commands.hands.AccountSeen;
import org.passerelle.commands.hands.ForwardingHands;
import org.passerelle.commands.hands.LosingHands;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.commands.receipts.Receipt;
import org.passerelle.keys.Compartment;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.policy.RuleKey;
import org.passerelle.testing.TestStore;

class ErasureTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;
    private SubjectId zoe;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
        zoe = world.subject();
    }

    @Test
    void an_erasure_goes_from_the_sheet_to_a_verified_receipt() {
        var id = world.erased(zoe);

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.platform.writes).containsExactly("suspend", "scrub", "create", "approve");
        var receipt = world.receipts.find(id).orElseThrow();
        assertThat(receipt.level()).isEqualTo("verified-account-gone");
        assertThat(receipt.approvedBy()).isEqualTo("claire");
        assertThat(receipt.steps())
                .extracting(Receipt.Step::step)
                .containsExactly("lock", "scrub", "request", "approve", "wait", "verify");
        assertThat(receipt.ownCopies())
                .containsExactly(new Receipt.Copies("relevés d’apprentissage", 4));
    }

    @Test
    void our_own_copies_go_with_the_key_and_the_tombstone_stays() {
        byte[] name = world.keys.seal(zoe, Compartment.LIVE, "Zoé Exemple".getBytes(UTF_8));
        byte[] kept =
                world.keys.seal(
                        zoe,
                        new Compartment("archive:course-7:certificate"),
                        "Certificat".getBytes(UTF_8));

        var id = world.erased(zoe);

        assertThat(world.copiesErased).containsExactly(CommandWorld.MOODLE + "/" + zoe);
        assertThat(world.keys.open(zoe, Compartment.LIVE, name)).isEmpty();
        assertThat(world.keys.open(zoe, new Compartment("archive:course-7:certificate"), kept))
                .isPresent();
        assertThat(STORE.count("command_values")).isZero();
        var receipt = world.receipts.find(id).orElseThrow();
        assertThat(receipt.lastKeyCopyDiesOn()).isEqualTo(LocalDate.of(2026, 4, 8));
        assertThat(tombstone("site_fingerprint")).isEqualTo("fingerprint-1");
        assertThat(tombstone("HEX(user_hash)")).hasSize(64);
        assertThat(tombstone("HEX(idnumber_hash)")).hasSize(64);
        assertThat(tombstone("HEX(email_hash)")).hasSize(64);
        assertThat(tombstone("CAST(ends_on AS CHAR)")).isEqualTo("2027-03-09");
    }

    @Test
    void who_the_account_belonged_to_is_kept_sealed_until_the_receipt_is_closed() {
        world.approved(CommandType.ERASE, zoe);
        world.pump();

        var stored =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery("SELECT sealed FROM command_values")
                                                .mapTo(byte[].class)
                                                .one());

        assertThat(new String(stored, UTF_8)).doesNotContain("SIS-", "learner.example");
    }

    @Test
    void nothing_of_ours_goes_before_the_platform_has_erased() {
        world.approved(CommandType.ERASE, zoe);
        world.pump();
        world.later(Duration.ofHours(2));

        assertThat(world.copiesErased).isEmpty();
        assertThat(STORE.count("receipts")).isZero();
        assertThat(STORE.count("tombstones")).isZero();
    }

    @Test
    void waiting_for_cron_holds_no_thread_and_wakes_by_its_next_attempt() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.pump();
        assertThat(world.step(id, StepName.WAIT)).isEqualTo(StepState.RETRY);

        world.clock.advance(Duration.ofMinutes(4));
        assertThat(world.upkeep.reEmitDue()).isZero();
        world.platform.runCron();
        world.later(Duration.ofMinutes(2));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
    }

    @Test
    void a_cron_that_never_runs_ends_at_a_person_and_can_be_resumed() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.pump();
        for (int hour = 0; hour < 26; hour++) {
            world.later(Duration.ofHours(1));
        }
        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.command(id).reason()).contains("cron");

        world.platform.runCron();
        world.desk.resume(List.of(id), "claire");
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.platform.writes).containsExactly("suspend", "scrub", "create", "approve");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void every_write_whose_answer_was_lost_is_read_and_not_repeated(int which) {
        var id = world.approved(CommandType.ERASE, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var losing = new LosingHands(world.platform, which);
        var executor = world.executor(losing);
        executor.execute(message.headers(), message.body());

        world.later(Duration.ofMinutes(6));
        world.platform.runCron();
        world.later(Duration.ofMinutes(6));

        assertThat(losing.lost()).isTrue();
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.platform.writes).containsExactly("suspend", "scrub", "create", "approve");
    }

    @Test
    void an_erasure_found_no_longer_due_after_its_lock_opens_the_account_again() {
        var id = world.approved(CommandType.ERASE, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var changing =
                new ForwardingHands(world.platform) {
                    @Override
                    public StepResult suspend(Target target) {
                        world.verdict =
                                new Recheck.Verdict.NoLongerDue(
                                        new RuleKey("retention/x"), "a new enrolment");
                        return super.suspend(target);
                    }
                };
        world.executor(changing).execute(message.headers(), message.body());
        world.pump();

        assertThat(world.platform.writes).containsExactly("suspend", "lift");
        assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.platform.account(zoe).suspended).isFalse();
    }

    @Test
    void a_suspension_that_was_not_ours_stays_when_the_erasure_is_cancelled() {
        world.platform.account(zoe).suspended = true;
        var id = world.approved(CommandType.ERASE, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var changing =
                new ForwardingHands(world.platform) {
                    @Override
                    public AccountSeen look(Target target) {
                        world.verdict =
                                new Recheck.Verdict.NoLongerDue(
                                        new RuleKey("retention/x"), "a new enrolment");
                        return super.look(target);
                    }
                };
        world.executor(changing).execute(message.headers(), message.body());
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.platform.account(zoe).suspended).isTrue();
        assertThat(world.platform.writes).isEmpty();
    }

    @Test
    void a_lost_race_is_never_called_verified_and_closes_only_by_a_person() {
        world.platform.raceIsLost = true;
        var id = world.erased(zoe);
        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.command(id).reason()).contains("marker-gone");
        assertThat(STORE.count("receipts")).isZero();

        world.desk.accept(List.of(id), "claire");
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        var receipt = world.receipts.find(id).orElseThrow();
        assertThat(receipt.level()).isEqualTo("claimed-by-moodle");
        assertThat(receipt.acceptedBy()).isEqualTo("claire");
        assertThat(world.receipts.page(id).orElseThrow())
                .contains("contredit")
                .doesNotContain("Vérifié");
    }

    @Test
    void without_a_visible_canary_the_receipt_claims_no_more_than_the_platform_does() {
        world.platform.canaryVisible = false;

        var id = world.erased(zoe);

        var receipt = world.receipts.find(id).orElseThrow();
        assertThat(receipt.level()).isEqualTo("claimed-by-moodle");
        assertThat(world.receipts.page(id).orElseThrow()).doesNotContain("Vérifié");
    }

    @Test
    void deleting_first_needs_a_canary_that_was_erased_and_verified() {
        world.platform.createOffered = false;
        var canaries = new ErasureCanaries(world.ground, world.tables);
        var first = world.erased(zoe);
        assertThat(world.state(first)).isEqualTo(CommandState.NEEDS_PERSON);

        var canary = world.subject();
        var proof = world.erased(canary);
        assertThat(world.state(proof)).isEqualTo(CommandState.NEEDS_PERSON);
        world.desk.prove(List.of(proof), "claire");
        world.pump();
        world.platform.runCron();
        world.later(Duration.ofMinutes(6));
        assertThat(world.state(proof)).isEqualTo(CommandState.DONE);
        assertThat(canaries.proved(CommandWorld.MOODLE)).isTrue();

        world.desk.resume(List.of(first), "claire");
        world.pump();
        world.platform.runCron();
        world.later(Duration.ofMinutes(6));
        assertThat(world.state(first)).isEqualTo(CommandState.DONE);
    }

    @Test
    void a_canary_whose_race_was_lost_proves_nothing() {
        world.platform.createOffered = false;
        world.platform.raceIsLost = true;
        var canaries = new ErasureCanaries(world.ground, world.tables);
        canaries.name(CommandWorld.IMP, CommandWorld.MOODLE, zoe, "claire");

        world.erased(zoe);

        assertThat(canaries.proved(CommandWorld.MOODLE)).isFalse();
    }

    @Test
    void an_erasure_that_a_person_stops_after_its_lock_opens_the_account_again() {
        var id = world.approved(CommandType.ERASE, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var stuck =
                new ForwardingHands(world.platform) {
                    @Override
                    public StepResult suspend(Target target) {
                        world.verdict = new Recheck.Verdict.OnHold("legal-hold");
                        return super.suspend(target);
                    }
                };
        world.executor(stuck).execute(message.headers(), message.body());
        assertThat(world.step(id, StepName.SCRUB)).isEqualTo(StepState.RETRY);
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE command_steps SET state = 'NEEDS_PERSON' WHERE step = 'SCRUB'"));
        world.tables
                .commands()
                .moveTo(id, CommandState.NEEDS_PERSON, "a person looks", Instant.EPOCH);

        world.desk.reject(List.of(id), "claire", "the learner came back");
        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.CANCELLED);
        assertThat(world.platform.account(zoe).suspended).isFalse();
        assertThat(world.platform.writes).containsExactly("suspend", "lift");
    }

    private String tombstone(String column) {
        return STORE.jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery("SELECT " + column + " FROM tombstones")
                                        .mapTo(String.class)
                                        .one());
    }
}

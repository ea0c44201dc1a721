package org.passerelle.commands.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.commands.hands.ForwardingHands;
import org.passerelle.commands.hands.StepResult;
import org.passerelle.commands.hands.Target;
import org.passerelle.commands.hands.ThreadDeathInTest;
import org.passerelle.messages.Address;
import org.passerelle.messages.OutboxMessage;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

class CommandRecoveryTest {
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
    void what_a_killed_worker_held_is_free_when_the_only_process_starts_again() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        killed(message, "the process was killed before the answer");

        world.tables.locks().freeAll(world.clock.instant());
        world.execute(message);
        world.pump();

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
            holdForDeadWorker();
        }
    }

    /** A process that is gone does not release what it held. */
    private void holdForDeadWorker() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.createUpdate(
                                                "INSERT INTO command_locks (subject_id, command_id, holder, leased_until_at)"
                                                        + " VALUES (:subject, 1, 'dead', :until)")
                                        .bind("subject", zoe.bytes())
                                        .bind("until", world.clock.instant().plusSeconds(300))
                                        .execute());
    }

    @Test
    void the_same_command_in_several_workers_at_once_acts_once() throws Exception {
        var ids = new ArrayList<CommandId>();
        for (int i = 0; i < 8; i++) {
            ids.add(world.approved(CommandType.SUSPEND, world.subject()));
        }
        var messages = world.take(Address.COMMANDS);

        try (var workers = Executors.newFixedThreadPool(4)) {
            var all = new ArrayList<Callable<Execution>>();
            for (int copy = 0; copy < 4; copy++) {
                messages.forEach(message -> all.add(() -> world.execute(message)));
            }
            for (var done : workers.invokeAll(all)) {
                done.get();
            }
        }
        world.pump();
        world.later(Duration.ofMinutes(6));

        assertThat(ids).allMatch(id -> world.state(id) == CommandState.DONE);
        assertThat(world.platform.writes).hasSize(8);
    }

    /**
     * Both are delivered at once and neither has begun, so that only the subject's lock row stands
     * between them.
     */
    @Test
    void two_commands_of_one_subject_never_run_at_once() throws Exception {
        world.approved(CommandType.SUSPEND, zoe);
        world.approved(CommandType.UNENROL, zoe);
        var messages = world.take(Address.COMMANDS);
        var second = new AtomicReference<Future<Execution>>();
        try (var other = Executors.newSingleThreadExecutor()) {
            world.whileAsked =
                    () -> {
                        world.whileAsked = () -> {};
                        second.set(other.submit(() -> world.execute(messages.get(1))));
                        await(second.get());
                    };

            var first = world.execute(messages.get(0));

            assertThat(first).isInstanceOf(Execution.Ended.class);
            assertThat(second.get().get()).isInstanceOf(Execution.Waiting.class);
            assertThat(world.platform.writes).containsExactly("suspend");
            world.clock.advance(Duration.ofSeconds(15));
            assertThat(world.upkeep.reEmitDue()).as("sent again soon, not after a lease").isOne();
        }
    }

    /** As long as it takes to act, if nothing held it back. */
    private static void await(Future<Execution> other) {
        try {
            other.get(2, TimeUnit.SECONDS);
        } catch (TimeoutException held) {
            assertThat(other).isNotDone();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void killed_before_the_claim_commits_nothing_has_begun_and_nothing_is_held() {
        var id = world.approved(CommandType.SUSPEND, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        world.whileAsked =
                () -> {
                    world.whileAsked = () -> {};
                    throw new ThreadDeathInTest("killed while the facts were asked");
                };

        assertThatThrownBy(() -> world.execute(message)).isInstanceOf(ThreadDeathInTest.class);

        assertThat(STORE.count("command_locks")).isZero();
        assertThat(STORE.count("command_steps")).isZero();
        assertThat(world.state(id)).isEqualTo(CommandState.ISSUED);
        assertThat(world.execute(message)).isInstanceOf(Execution.Ended.class);
        assertThat(world.platform.writes).containsExactly("suspend");
    }

    @Test
    void a_worker_that_comes_back_after_its_lease_does_not_act_beside_its_successor() {
        var id = world.approved(CommandType.ERASE, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        var slow =
                new ForwardingHands(world.platform) {
                    @Override
                    public StepResult suspend(Target target) {
                        var result = super.suspend(target);
                        world.clock.advance(Duration.ofMinutes(6));
                        world.execute(message);
                        return result;
                    }
                };

        world.executor(slow).execute(message.headers(), message.body());
        world.platform.runCron();
        world.later(Duration.ofMinutes(6));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.platform.writes).containsExactly("suspend", "scrub", "create", "approve");
    }
}

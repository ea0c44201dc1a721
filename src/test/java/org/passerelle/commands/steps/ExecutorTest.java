package org.passerelle.commands.steps;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.StepName;
import org.passerelle.commands.StepState;
import org.passerelle.messages.Address;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;
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
    void an_account_of_our_own_tokens_is_neither_unenrolled_nor_rectified() {
        world.platform.account(zoe).ofOurToken = true;
        world.platform.account(zoe).enrolments.put(CommandWorld.COURSE, "manual");
        var unenrol = world.approved(CommandType.UNENROL, zoe);
        world.pump();
        var rectify =
                world.rectifications
                        .propose(
                                world.proposal(CommandType.RECTIFY, zoe),
                                Map.of(new FieldName("city"), new FieldValue.Text("Besançon")))
                        .orElseThrow();
        world.desk.approve(List.of(rectify), "claire");
        world.pump();

        assertThat(world.state(unenrol)).isEqualTo(CommandState.REFUSED);
        assertThat(world.state(rectify)).isEqualTo(CommandState.REFUSED);
        assertThat(world.command(rectify).reason()).contains("our own tokens");
        assertThat(world.platform.writes).isEmpty();
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
}

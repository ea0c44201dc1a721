package org.passerelle.commands.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.messages.Address;
import org.passerelle.messages.UnreadableMessage;
import org.passerelle.testing.TestStore;

class OutcomesTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private CommandWorld world;

    @BeforeEach
    void anew() {
        STORE.empty(CommandWorld.TABLES);
        world = new CommandWorld(STORE, folder);
    }

    @Test
    void an_outcome_delivered_twice_closes_once() {
        var zoe = world.subject();
        var id = world.approved(CommandType.ERASE, zoe);
        world.pumpCommands();
        world.platform.runCron();
        world.clock.advance(Duration.ofMinutes(6));
        world.upkeep.reEmitDue();
        world.pumpCommands();
        var outcome = world.take(Address.OUTCOMES).getLast();

        world.outcomes.record(outcome.body());
        world.outcomes.record(outcome.body());

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.copiesErased).hasSize(1);
        assertThat(STORE.count("receipts")).isEqualTo(1);
    }

    @Test
    void a_forged_outcome_closes_nothing_and_erases_nothing() {
        var zoe = world.subject();
        var id = world.approved(CommandType.ERASE, zoe);
        world.pumpCommands();
        var forged =
                """
                {"id":"outcome-x","type":"command-outcome","version":1,"organisation":"imp-formation",
                "correlation":"x","cause":null,"at":"2026-03-09T10:15:30Z","body":{"command":%s,"type":"erase",
                "platform":"imp-moodle","subject":"%s","result":"done","reason":"","steps":[]}}"""
                        .formatted(id, zoe);

        world.outcomes.record(forged.getBytes(UTF_8));

        assertThat(world.state(id)).isEqualTo(CommandState.RUNNING);
        assertThat(world.copiesErased).isEmpty();
    }

    @Test
    void an_outcome_that_says_expired_too_early_issues_nothing() {
        var zoe = world.subject();
        var id = world.approved(CommandType.SUSPEND, zoe);
        world.take(Address.COMMANDS);
        var forged =
                """
                {"id":"outcome-y","type":"command-outcome","version":1,"organisation":"imp-formation",
                "correlation":"x","cause":null,"at":"2026-03-09T10:15:30Z","body":{"command":%s,"result":"expired"}}"""
                        .formatted(id);

        world.outcomes.record(forged.getBytes(UTF_8));

        assertThat(world.command(id).issue()).isEqualTo(1);
        assertThat(world.waiting()).isEmpty();
    }

    @Test
    void a_late_outcome_does_not_park_what_a_person_has_resumed() {
        var zoe = world.subject();
        world.roles.put(zoe, new org.passerelle.learning.RolesSeen.Standing.Unread());
        var id = world.approved(CommandType.SUSPEND, zoe);
        world.pumpCommands();
        var outcome = world.take(Address.OUTCOMES).getFirst();
        world.outcomes.record(outcome.body());
        world.desk.waive(List.of(id), "claire");

        world.outcomes.record(renamed(outcome.body()));

        assertThat(world.state(id)).isEqualTo(CommandState.RUNNING);
        world.pump();
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
    }

    @Test
    void bytes_that_are_no_outcome_are_unreadable() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> world.outcomes.record("{}x".getBytes(UTF_8))))
                .isInstanceOf(UnreadableMessage.class);
    }

    @Test
    void a_refused_message_is_recorded_and_touches_no_command() {
        var id = world.approved(CommandType.SUSPEND, world.subject());
        var message = world.take(Address.COMMANDS).getFirst();
        world.executor().execute(java.util.Map.of(), message.body());

        world.pump();

        assertThat(world.state(id)).isEqualTo(CommandState.ISSUED);
    }

    private static byte[] renamed(byte[] outcome) {
        return new String(outcome, UTF_8)
                .replace("\"id\":\"outcome-", "\"id\":\"late-")
                .getBytes(UTF_8);
    }
}

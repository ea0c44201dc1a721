package org.passerelle.commands.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.passerelle.commands.CommandSettings;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.messages.Address;
import org.passerelle.moodle.hands.SimulatedStage;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.simulator.site.Family;
import org.passerelle.testing.TestStore;

/** If the journal cannot be written, the act does not happen. */
class WriteBeforeActTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private SimulatedStage stage;
    private CommandWorld world;
    private SubjectId zoe;

    @BeforeEach
    void open() {
        STORE.empty(CommandWorld.TABLES);
        stage = new SimulatedStage(Family.V5_1, folder);
        world =
                new CommandWorld(
                        STORE, folder, CommandSettings.defaults(), stage.clock, stage.platform);
        world.use(stage.hands);
        zoe = world.known(stage.learner().subject());
    }

    @AfterEach
    void close() {
        journalIsBack();
        stage.close();
    }

    private static void journalRefuses() {
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "CREATE TRIGGER journal_refuses BEFORE INSERT ON journal_entries FOR EACH"
                                                + " ROW SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'refused'"));
    }

    private static void journalIsBack() {
        STORE.jdbi().useHandle(handle -> handle.execute("DROP TRIGGER IF EXISTS journal_refuses"));
    }

    @ParameterizedTest
    @EnumSource(
            value = CommandType.class,
            names = {"SUSPEND", "ERASE"})
    void while_the_journal_refuses_nothing_is_asked_of_the_platform(CommandType type) {
        var id = world.approved(type, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        int before = stage.moodle.calls().size();
        journalRefuses();

        assertThatThrownBy(() -> world.execute(message)).isInstanceOf(RuntimeException.class);

        assertThat(stage.moodle.calls()).hasSize(before);
        assertThat(stage.zoe().is("suspended")).isFalse();
        assertThat(world.state(id)).isEqualTo(CommandState.ISSUED);
    }

    @Test
    void when_the_journal_refuses_between_two_steps_the_next_one_does_not_act() {
        var id = world.approved(CommandType.ERASE, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        // The lock is begun; its end and the scrub's beginning cannot be written any more.
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "CREATE TRIGGER journal_refuses BEFORE INSERT ON journal_entries FOR EACH"
                                                + " ROW IF NEW.details LIKE '%scrub%' THEN SIGNAL SQLSTATE '45000' SET"
                                                + " MESSAGE_TEXT = 'refused'; END IF"));

        assertThatThrownBy(() -> world.execute(message)).isInstanceOf(RuntimeException.class);

        assertThat(stage.zoe().is("suspended")).isTrue();
        assertThat(stage.written()).hasSize(1);

        journalIsBack();
        world.later(Duration.ofHours(1));
        stage.runCron();
        world.later(Duration.ofHours(1));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
    }
}

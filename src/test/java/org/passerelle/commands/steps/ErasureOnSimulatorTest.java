package org.passerelle.commands.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.commands.CommandId;
import org.passerelle.commands.CommandSettings;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.commands.desk.ErasureCanaries;
import org.passerelle.journal.Leaks;
import org.passerelle.messages.Address;
import org.passerelle.moodle.hands.SimulatedStage;
import org.passerelle.personaldata.FieldName;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.simulator.Fault;
import org.passerelle.simulator.site.Family;
import org.passerelle.testing.TestStore;

/** The duty on a real store and a simulated Moodle, by HTTP; every write is counted there. */
class ErasureOnSimulatorTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private SimulatedStage stage;
    private CommandWorld world;
    private SubjectId zoe;

    private void on(Family family) {
        STORE.empty(CommandWorld.TABLES);
        stage = new SimulatedStage(family, folder);
        var settings = CommandSettings.defaults();
        world = new CommandWorld(STORE, folder, settings, stage.clock, stage.platform);
        world.use(stage.hands);
        zoe = world.known(stage.learner().subject());
    }

    @AfterEach
    void close() {
        Leaks.none(
                STORE,
                stage.clock,
                List.of("Zoé", "Exemple"),
                "zoe_exemple@etu.example",
                "zoe.exemple",
                "SIS-01001");
        stage.close();
    }

    @ParameterizedTest
    @EnumSource(Family.class)
    void an_erasure_is_verified_on_every_family_of_moodle(Family family) {
        on(family);
        new ErasureCanaries(world.ground, world.tables)
                .name(CommandWorld.IMP, CommandWorld.MOODLE, zoe, "claire");

        var id = erase();

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(world.receipts.find(id).orElseThrow().level())
                .isEqualTo("verified-account-gone");
        assertThat(stage.site.residuesOf(stage.zoe().id(), "Exemple", "SIS-01001", "Dole"))
                .noneMatch(place -> place.startsWith("user."));
    }

    @ParameterizedTest
    @EnumSource(value = CommandType.class, names = "LIFT", mode = EnumSource.Mode.EXCLUDE)
    void every_repeat_of_every_command_writes_nothing(CommandType type) {
        on(Family.V5_1);
        var id = approved(type);
        var message = world.take(Address.COMMANDS).getFirst();
        deliverUntilDone(message);
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        var written = stage.written();

        world.execute(message);
        stage.clock.advance(Duration.ofHours(2));
        world.execute(message);
        world.later(Duration.ofHours(2));

        assertThat(written).isNotEmpty();
        assertThat(stage.written()).isEqualTo(written);
    }

    @Test
    void a_repeated_lift_writes_nothing() {
        on(Family.V5_1);
        world.approved(CommandType.SUSPEND, zoe);
        world.pump();
        stage.clock.advance(Duration.ofMinutes(1));
        var id = world.approved(CommandType.LIFT, zoe);
        var message = world.take(Address.COMMANDS).getFirst();
        world.execute(message);
        world.pump();
        var written = stage.written();

        world.execute(message);
        world.later(Duration.ofHours(2));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(stage.written()).isEqualTo(written).hasSize(2);
        assertThat(stage.zoe().is("suspended")).isFalse();
    }

    /** A new command for what is so already reads, and writes nothing either. */
    @ParameterizedTest
    @EnumSource(
            value = CommandType.class,
            names = {"SUSPEND", "UNENROL", "RECTIFY"})
    void a_second_command_for_the_same_thing_writes_nothing(CommandType type) {
        on(Family.V5_1);
        approved(type);
        world.pump();
        var written = stage.written();
        stage.clock.advance(Duration.ofMinutes(1));

        var second = approved(type);
        world.pump();

        assertThat(world.state(second)).isEqualTo(CommandState.DONE);
        assertThat(stage.written()).isEqualTo(written);
    }

    /** Write number n of an erasure reaches Moodle, and the answer is lost. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void an_answer_lost_at_any_write_is_read_back(int number) {
        on(Family.V5_1);
        var left = new java.util.concurrent.atomic.AtomicInteger(number);
        stage.moodle
                .traps()
                .when(
                        call ->
                                SimulatedStage.isWrite(call.function())
                                        && left.decrementAndGet() == 0)
                .next(Fault.lostAnswer());

        var id = erase();
        world.later(Duration.ofMinutes(11));
        stage.runCron();
        world.later(Duration.ofMinutes(11));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
        assertThat(left.get()).isLessThanOrEqualTo(0);
        assertThat(stage.site.privacy().requests()).hasSize(1);
        assertThat(world.receipts.find(id).orElseThrow().level())
                .isEqualTo("verified-account-gone");
    }

    @Test
    void moodle_away_for_ten_minutes_delays_and_loses_nothing() {
        on(Family.V5_1);
        stage.moodle.traps().always(Fault.maintenanceByCli());
        var id = world.approved(CommandType.ERASE, zoe);
        world.pump();
        for (int minute = 0; minute < 10; minute++) {
            world.later(Duration.ofMinutes(1));
        }
        assertThat(stage.written()).isEmpty();
        assertThat(world.state(id)).isIn(CommandState.ISSUED, CommandState.RUNNING);

        stage.moodle.traps().clear();
        world.later(Duration.ofMinutes(11));
        stage.runCron();
        world.later(Duration.ofMinutes(2));

        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
    }

    @Test
    void a_site_administrators_token_and_an_administrators_account_are_refused() {
        on(Family.V5_1);
        var admin = world.known(stage.administrator().subject());
        var first = world.approved(CommandType.ERASE, admin);
        world.pump();

        stage.site.commander().user().set("siteadmin", 1);
        var second = world.approved(CommandType.SUSPEND, zoe);
        world.pump();

        assertThat(world.state(first)).isEqualTo(CommandState.REFUSED);
        assertThat(world.command(first).reason()).contains("usernotupdatedadmin");
        assertThat(world.state(second)).isEqualTo(CommandState.REFUSED);
        assertThat(stage.zoe().is("suspended")).isFalse();
    }

    @Test
    void a_lost_race_ends_at_a_person() {
        on(Family.UP_TO_4_4DEV);
        new ErasureCanaries(world.ground, world.tables)
                .name(CommandWorld.IMP, CommandWorld.MOODLE, zoe, "claire");
        stage.site.cron().cleanupFirst(true);

        var id = erase();

        assertThat(world.state(id)).isEqualTo(CommandState.NEEDS_PERSON);
        assertThat(world.command(id).reason()).contains("marker-gone");
        assertThat(STORE.count("receipts")).isZero();
    }

    private CommandId erase() {
        var id = world.approved(CommandType.ERASE, zoe);
        world.pump();
        stage.runCron();
        world.later(Duration.ofMinutes(2));
        return id;
    }

    private CommandId approved(CommandType type) {
        if (type == CommandType.UNENROL) {
            return world.approvedFor(zoe, stage.course());
        }
        if (type != CommandType.RECTIFY) {
            return world.approved(type, zoe);
        }
        var city = Map.of(new FieldName("city"), new FieldValue.Text("Besançon"));
        var id = world.rectifications.propose(world.proposal(type, zoe), city).orElseThrow();
        world.desk.approve(List.of(id), "claire");
        return id;
    }

    private void deliverUntilDone(org.passerelle.messages.OutboxMessage message) {
        world.execute(message);
        stage.runCron();
        stage.clock.advance(Duration.ofMinutes(2));
        world.execute(message);
        world.pump();
    }
}

package org.passerelle.commands.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.CommandSettings;
import org.passerelle.commands.CommandState;
import org.passerelle.commands.CommandType;
import org.passerelle.commands.CommandWorld;
import org.passerelle.journal.EvidenceFixture;
import org.passerelle.journal.hygiene.KnownPeople;
import org.passerelle.journal.hygiene.Leak;
import org.passerelle.moodle.hands.SimulatedStage;
import org.passerelle.personaldata.FieldValue;
import org.passerelle.simulator.site.Family;
import org.passerelle.testing.TestStore;

/** At the end of a journey nobody stands in clear where only pseudonyms may. */
class HygieneAfterErasureTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    @TempDir Path folder;
    private SimulatedStage stage;
    private CommandWorld world;
    private EvidenceFixture evidence;
    private KnownPeople.Marks zoe;

    @BeforeEach
    void erase() {
        STORE.empty(CommandWorld.TABLES);
        STORE.empty("failure_groups", "security_alerts");
        stage = new SimulatedStage(Family.V5_1, folder);
        world =
                new CommandWorld(
                        STORE, folder, CommandSettings.defaults(), stage.clock, stage.platform);
        world.use(stage.hands);
        evidence = new EvidenceFixture(STORE, stage.clock);
        zoe =
                new KnownPeople.Marks(
                        texts("Zoé", "Exemple"),
                        texts("zoe_exemple@etu.example", "zoe.exemple", "SIS-01001"),
                        List.of());
        var id = world.approved(CommandType.ERASE, world.known(stage.learner().subject()));
        world.pump();
        stage.runCron();
        world.later(Duration.ofMinutes(2));
        assertThat(world.state(id)).isEqualTo(CommandState.DONE);
    }

    private static List<FieldValue.Text> texts(String... values) {
        return Stream.of(values).map(FieldValue.Text::new).toList();
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void an_erasure_leaves_no_name_in_messages_steps_receipts_and_journal() {
        var report = evidence.hygiene(zoe).check();

        assertThat(report.leaks()).isEmpty();
        assertThat(report.texts()).isGreaterThan(15);
    }

    @Test
    void a_name_planted_in_the_reason_of_a_step_is_found() {
        var name = zoe.name().get(0).value() + " " + zoe.name().get(1).value();
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE command_steps SET reason = ? LIMIT 1",
                                        "no such user: " + name));

        assertThat(evidence.hygiene(zoe).check().leaks())
                .containsExactly(new Leak("command-steps", Leak.What.NAME, 1));
        assertThat(evidence.alerts.open(5))
                .singleElement()
                .matches(alert -> alert.alert().object().equals("name in command-steps"));
    }
}

package org.passerelle.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.app.Passerelle;
import org.passerelle.app.node.Node;
import org.passerelle.app.settings.Role;
import org.passerelle.app.settings.SettingsReader;
import org.passerelle.app.wiring.Wiring;
import org.passerelle.learning.LearningRecords;
import org.passerelle.personaldata.SubjectId;

/** A whole loss: both backups and the key files go into an empty folder, and it is all there. */
class RestoreLoadTest {
    /** As many as there are mapping files. */
    private static final int KINDS = 9;

    private static final Map<String, String> PORTS =
            Map.of("http.port", "0", "management.port", "0");

    @TempDir Path folder;

    private record Run(int exit, String out) {}

    @Test
    void both_backups_loaded_into_an_empty_store_give_back_what_was_there() throws Exception {
        var demo = folder.resolve("demo");
        var dataFile = folder.resolve("data.sql");
        var keysFile = folder.resolve("keys.sql");
        SubjectId subject;
        List<LearningRecords.StoredRecord> before;
        try (var stage = DemoStage.open(demo, Duration.ZERO, PORTS)) {
            new DemoStory(stage, tell -> {}).polls();
            Awaitility.await("all is read, so that the backup is not overtaken")
                    .atMost(Duration.ofSeconds(90))
                    .until(() -> kindsRead(stage.wiring()) == 2 * KINDS);
            var admin = new GuideRun(stage.node().settings().folders(), folder);
            type(admin, "backup create " + dataFile);
            type(admin, "backup create --keys " + keysFile);
            subject = anyLearner(stage.wiring());
            before = stage.wiring().polls().records().of(subject);
        }
        var restored = folder.resolve("restored");
        DemoFiles.copy(demo.resolve("data/keys"), restored.resolve("keys"));

        assertThat(load(restored, keysFile))
                .satisfies(
                        run -> {
                            assertThat(run.exit()).as(run.out()).isZero();
                            assertThat(run.out()).startsWith("loaded the keys of ");
                        });
        assertThat(load(restored, dataFile).exit()).isZero();
        assertThat(load(restored, dataFile))
                .satisfies(
                        run -> {
                            assertThat(run.exit()).isEqualTo(1);
                            assertThat(run.out()).contains("add --replace to lose it");
                        });

        try (var node = start(demo, restored)) {
            assertThat(before).isNotEmpty();
            assertThat(node.wiring().polls().records().of(subject))
                    .usingRecursiveFieldByFieldElementComparator()
                    .containsExactlyInAnyOrderElementsOf(before);
            var admin = new GuideRun(node.settings().folders(), folder);
            admin.type(new GuideBook.Part.Typed(0, "admin", "restore check", 1, List.of()));
        }
    }

    @Test
    void a_backup_that_was_changed_is_refused_and_nothing_is_touched() throws Exception {
        var demo = folder.resolve("demo");
        var dataFile = folder.resolve("data.sql");
        try (var stage = DemoStage.open(demo, Duration.ZERO, PORTS)) {
            type(
                    new GuideRun(stage.node().settings().folders(), folder),
                    "backup create " + dataFile);
        }
        var changed = Files.readString(dataFile).replaceFirst("imp-moodle", "imp-noodle");
        Files.delete(dataFile);
        Files.writeString(dataFile, changed + " ");
        var restored = folder.resolve("restored");
        DemoFiles.copy(demo.resolve("data/keys"), restored.resolve("keys"));

        assertThat(load(restored, dataFile).exit()).isEqualTo(1);
        assertThat(restored.resolve("store")).doesNotExist();
    }

    /** With the demo's organisations, whose platforms are gone meanwhile. */
    private static Node start(Path demo, Path data) {
        var settings =
                new SettingsReader()
                        .commandLine(
                                Map.of(
                                        "folders.data",
                                        data.toString(),
                                        "folders.config",
                                        demo.resolve("config").toString(),
                                        "http.port",
                                        "0",
                                        "management.port",
                                        "0"))
                        .read(Path.of("").toAbsolutePath());
        return Node.start(settings, EnumSet.allOf(Role.class), Clock.systemUTC());
    }

    private static int kindsRead(Wiring wiring) {
        return wiring.ground()
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT COUNT(DISTINCT platform, kind) FROM poll_runs"
                                                        + " WHERE coverage = 'FULL' AND state = 'ENDED'")
                                        .mapTo(Integer.class)
                                        .one());
    }

    private static SubjectId anyLearner(Wiring wiring) {
        return wiring.ground()
                .jdbi()
                .withHandle(
                        handle ->
                                handle.createQuery(
                                                "SELECT subject_id FROM learning_records WHERE kind = 'enrolment'"
                                                        + " AND sealed_fields IS NOT NULL AND subject_id IS NOT NULL"
                                                        + " UNION SELECT subject_id FROM learning_records WHERE kind = 'user'"
                                                        + " AND sealed_fields IS NOT NULL AND subject_id IS NOT NULL LIMIT 1")
                                        .map((row, context) -> SubjectId.of(row.getBytes(1)))
                                        .one());
    }

    private static void type(GuideRun person, String words) {
        person.type(new GuideBook.Part.Typed(0, "admin", words, 0, List.of()));
    }

    private static Run load(Path data, Path file) {
        var out = new StringWriter();
        var line = Passerelle.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(out));
        int exit = line.execute("restore", "load", file.toString(), "--data", data.toString());
        return new Run(exit, out.toString());
    }
}

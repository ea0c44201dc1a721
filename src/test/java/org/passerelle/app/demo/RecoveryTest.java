package org.passerelle.app.demo;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.custody.backup.BackupFile;
import org.passerelle.custody.backup.BackupKind;
import org.passerelle.custody.backup.Backups;
import org.passerelle.custody.backup.JdbcLoad;
import org.passerelle.custody.backup.UnusableBackup;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.JdbcSubjectKeys;
import org.passerelle.keys.MasterKeyFile;
import org.passerelle.keys.MasterKeys;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.TestStore;

/**
 * A thief who has everything: both backups and the master key. What he reads before an erasure, and
 * what is left for him after it and after the keys' thirty days.
 */
class RecoveryTest {
    private static final int PIECE = 4 << 20;

    @RegisterExtension static final TestStore THIEF = new TestStore();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Pattern ADDRESS = Pattern.compile("[\\w.-]{3,}@[\\w.-]{3,}");
    private static final Pattern FULL_NAME =
            Pattern.compile("\"fullName\"[^\"]*\"([^\"]+ [^\"]+)\"");

    @TempDir Path folder;

    /** A sealed value as it lies in a table. */
    private record Sealed(SubjectId subject, Compartment compartment, byte[] bytes) {}

    @Test
    void before_an_erasure_a_full_backup_gives_everything_and_after_it_and_the_keys_end_nothing()
            throws Exception {
        try (var stage =
                DemoStage.open(
                        folder.resolve("demo"),
                        DemoStory.WEEKS,
                        Map.of("http.port", "0", "management.port", "0"))) {
            var story = new DemoStory(stage, line -> {});
            story.officer();
            story.polls();
            story.contractsEnd();
            story.suspensions();
            var backups = stage.wiring().custody().backups();
            var oldData = backup(backups, BackupKind.DATA, "data-before.sql");
            var oldKeys = backup(backups, BackupKind.KEYS, "keys-before.sql");
            var today = LocalDate.ofInstant(stage.clock().instant(), ZoneOffset.UTC);

            load(stage, oldData, today);
            load(stage, oldKeys, today);
            var before = sealed(THIEF.jdbi());
            var read = opened(before, thief(stage));
            assertThat(read).hasSizeGreaterThan(400);
            assertThat(read.values()).anyMatch(marks -> !marks.isEmpty());

            story.erasure();
            var erased = SubjectId.of(story.receipt().orElseThrow().subject());
            var marks = read.get(erased);
            assertThat(marks).as("the thief knew the learner before").isNotEmpty();

            var newData = backup(backups, BackupKind.DATA, "data-after.sql");
            var newKeys = backup(backups, BackupKind.KEYS, "keys-after.sql");
            load(stage, newKeys, today.plusDays(40));
            assertThat(opened(of(before, erased), thief(stage)))
                    .as("the old data with the keys of today")
                    .isEmpty();
            assertThat(opened(before, thief(stage))).as("others live on").isNotEmpty();
            load(stage, newData, today);
            assertThat(opened(of(sealed(THIEF.jdbi()), erased), thief(stage)))
                    .as("the tables and the archive of today")
                    .isEmpty();
            assertThatThrownBy(() -> load(stage, oldKeys, today.plusDays(31)))
                    .as("the keys of before have ended")
                    .isInstanceOf(UnusableBackup.class);
            assertNowhereInClear(marks, folder.resolve("demo/data"));
            assertNowhereInClear(marks, folder.resolve("backups"));
        }
    }

    private Path backup(Backups backups, BackupKind kind, String name) throws IOException {
        var file = Files.createDirectories(folder.resolve("backups")).resolve(name);
        assertThat(backups.create(kind, file, "thief")).isInstanceOf(Backups.Outcome.Made.class);
        return file;
    }

    private void load(DemoStage stage, Path file, LocalDate today) {
        var checked = BackupFile.check(file, stage.wiring().journal().evidence().keys(), today);
        new JdbcLoad(checked.header().kind() == BackupKind.DATA ? THIEF.jdbi() : THIEF.keysJdbi())
                .load(checked);
    }

    /** The stolen keys, with the stolen master key. */
    private static SubjectKeys thief(DemoStage stage) {
        var clock = Clock.systemUTC();
        var master =
                new MasterKeyFile(
                        stage.node().settings().folders().data().resolve("keys/master.key"));
        return new JdbcSubjectKeys(
                THIEF.keysJdbi(),
                MasterKeys.open(new JdbcMasterKeys(THIEF.keysJdbi(), clock), master, RANDOM),
                RANDOM,
                clock);
    }

    /** Every sealed value about a subject, wherever it lies. */
    private static List<Sealed> sealed(Jdbi jdbi) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT subject_id, 'live', sealed_fields FROM learning_records WHERE sealed_fields IS NOT NULL AND subject_id IS NOT NULL"
                                                + " UNION ALL SELECT subject_id, 'live', sealed_user_id FROM subjects"
                                                + " UNION ALL SELECT subject_id, 'live', sealed FROM command_values"
                                                + " UNION ALL SELECT subject_id, 'live', sealed FROM held_messages"
                                                + " UNION ALL SELECT subject_id, 'live', sealed FROM failed_messages WHERE subject_id IS NOT NULL AND sealed IS NOT NULL"
                                                + " UNION ALL SELECT subject_id, compartment, sealed FROM archive_records")
                                .map(
                                        (row, context) ->
                                                new Sealed(
                                                        SubjectId.of(row.getBytes(1)),
                                                        new Compartment(row.getString(2)),
                                                        row.getBytes(3)))
                                .list());
    }

    private static List<Sealed> of(List<Sealed> all, SubjectId subject) {
        return all.stream().filter(one -> one.subject().equals(subject)).toList();
    }

    /** What the keys open, by subject: addresses and whole names in it. */
    private static Map<SubjectId, Set<String>> opened(List<Sealed> all, SubjectKeys keys) {
        var opened = new HashMap<SubjectId, Set<String>>();
        for (Sealed one : all) {
            keys.open(one.subject(), one.compartment(), one.bytes())
                    .ifPresent(
                            clear ->
                                    opened.computeIfAbsent(one.subject(), key -> new TreeSet<>())
                                            .addAll(marks(new String(clear, UTF_8))));
        }
        return opened;
    }

    private static List<String> marks(String text) {
        var marks = new ArrayList<String>();
        var address = ADDRESS.matcher(text);
        while (address.find()) {
            marks.add(address.group());
        }
        var name = FULL_NAME.matcher(text);
        while (name.find()) {
            marks.add(name.group(1));
        }
        return marks;
    }

    /** Store, broker, evidence, logs, backups: whatever is a file. */
    private static void assertNowhereInClear(Set<String> marks, Path folder) throws IOException {
        var raw = marks.stream().map(mark -> new String(mark.getBytes(UTF_8), ISO_8859_1)).toList();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(holds(file, raw)).as("in clear in " + file).isFalse();
            }
        }
    }

    /** Piece by piece: the store's own files are larger than the heap. */
    private static boolean holds(Path file, List<String> marks) throws IOException {
        int longest = marks.stream().mapToInt(String::length).max().orElse(0);
        try (var in = Files.newInputStream(file)) {
            var end = "";
            for (byte[] piece = in.readNBytes(PIECE);
                    piece.length > 0;
                    piece = in.readNBytes(PIECE)) {
                var text = end + new String(piece, ISO_8859_1);
                if (marks.stream().anyMatch(text::contains)) {
                    return true;
                }
                end = text.substring(Math.max(0, text.length() - longest));
            }
            return false;
        }
    }
}

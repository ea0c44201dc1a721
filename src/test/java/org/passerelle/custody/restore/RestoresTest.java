package org.passerelle.custody.restore;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.commands.receipts.JdbcTombstones;
import org.passerelle.commands.receipts.Tombstone;
import org.passerelle.custody.backup.BackupFile;
import org.passerelle.custody.backup.BackupKind;
import org.passerelle.custody.backup.Backups;
import org.passerelle.custody.backup.JdbcBackups;
import org.passerelle.custody.backup.JdbcDump;
import org.passerelle.custody.backup.JdbcLoad;
import org.passerelle.journal.EvidenceFixture;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.Rotation;
import org.passerelle.keys.SubjectKeys;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.PlatformKey;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class RestoresTest {
    @RegisterExtension static final TestStore STORE = new TestStore();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final PlatformKey MOODLE = new PlatformKey("imp-moodle");
    private static final byte[] NAME = "Zoé Exemple".getBytes(UTF_8);

    @TempDir Path folder;
    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private final SubjectKeys keys = STORE.subjectKeys(clock);
    private final List<SubjectId> erasedCopies = new ArrayList<>();
    private final SubjectId zoe = SubjectId.random(RANDOM);
    private EvidenceFixture evidence;
    private TombstoneDelivery delivery;
    private Restores restores;
    private RestoreGuard guard;
    private Backups backups;

    @BeforeEach
    void start() {
        STORE.empty(
                "tombstones",
                "restores",
                "journal_entries",
                "journal_segments",
                "journal_checkpoints");
        STORE.jdbi()
                .useHandle(
                        handle ->
                                handle.execute(
                                        "UPDATE journal_head SET sequence = 0, entry_hash = REPEAT(CHAR(0), 32), seal = NULL"));
        evidence = new EvidenceFixture(STORE, clock);
        var journal = new JdbcJournal(STORE.jdbi(), clock);
        var rows = new JdbcTombstones(STORE.jdbi());
        var copies = new TombstoneCopies(folder, evidence.signing, evidence.keys);
        delivery = new TombstoneDelivery(STORE.transactions(), rows, copies, clock);
        restores =
                new Restores(
                        new Restores.Ground(
                                STORE.transactions(),
                                journal,
                                new JdbcRestores(STORE.jdbi()),
                                rows,
                                clock),
                        copies,
                        evidence.forks,
                        keys,
                        List.of(new Remembering()));
        guard = new RestoreGuard(restores, clock);
        backups =
                new Backups(
                        new Backups.Ground(
                                STORE.transactions(),
                                journal,
                                new JdbcBackups(STORE.jdbi()),
                                evidence.signing,
                                clock),
                        new JdbcDump(STORE.jdbi()),
                        new JdbcDump(STORE.keysJdbi()),
                        new Rotation(
                                new JdbcMasterKeys(STORE.keysJdbi(), clock),
                                STORE.masters(),
                                STORE.masterKeyFile(),
                                RANDOM),
                        Period.ofDays(30));
    }

    /** Stands for the duties that store something. */
    private final class Remembering implements OwnCopies {
        @Override
        public String what() {
            return "tout";
        }

        @Override
        public int erase(PlatformKey platform, SubjectId subject) {
            erasedCopies.add(subject);
            return 1;
        }
    }

    private Path backup(BackupKind kind) {
        var file = folder.resolve(kind.key() + ".sql");
        assertThat(backups.create(kind, file, "ada")).isInstanceOf(Backups.Outcome.Made.class);
        return file;
    }

    private void load(Path file) {
        var checked = BackupFile.check(file, evidence.keys, LocalDate.parse("2026-03-09"));
        var jdbi = checked.header().kind() == BackupKind.DATA ? STORE.jdbi() : STORE.keysJdbi();
        new JdbcLoad(jdbi).load(checked);
        new JdbcRestores(STORE.jdbi()).loaded(checked.header(), clock.instant());
    }

    /** What the closing of an erasure leaves behind. */
    private void erase(SubjectId subject) {
        keys.destroy(subject, Compartment.LIVE);
        STORE.transactions()
                .within(
                        () ->
                                new JdbcTombstones(STORE.jdbi())
                                        .restore(tombstone(subject), clock.instant()));
        STORE.jdbi().useHandle(handle -> handle.execute("UPDATE tombstones SET written_at = NULL"));
        delivery.deliver();
    }

    private static Tombstone tombstone(SubjectId subject) {
        return new Tombstone(
                7,
                new OrganisationKey("imp-formation"),
                MOODLE,
                subject,
                "fingerprint-1",
                new Tombstone.Marks(
                        "ab".repeat(32), Optional.of("cd".repeat(32)), Optional.empty()),
                "account",
                Instant.parse("2026-03-09T10:15:30Z"),
                LocalDate.parse("2027-03-09"));
    }

    @Test
    void a_store_that_was_never_restored_polls() {
        evidence.desk.checkpoint();

        assertThat(restores.check().mayPoll()).isTrue();
        assertThat(guard.mayPoll()).isTrue();
    }

    @Test
    void
            after_a_restore_nothing_is_polled_until_the_tombstones_are_replayed_and_the_fork_accepted() {
        byte[] sealed = keys.seal(zoe, Compartment.LIVE, NAME);
        evidence.desk.verify("ada");
        evidence.desk.checkpoint();
        var data = backup(BackupKind.DATA);
        var keysFile = backup(BackupKind.KEYS);
        erase(zoe);
        evidence.desk.checkpoint();

        load(keysFile);
        load(data);

        assertThat(keys.open(zoe, Compartment.LIVE, sealed)).as("back from the dead").isPresent();
        var state = restores.check();
        assertThat(state.mayPoll()).isFalse();
        assertThat(state.missingTombstones()).isEqualTo(1);
        assertThat(state.journal().beyond()).isEqualTo(1);
        assertThat(guard.mayPoll()).isFalse();

        assertThat(restores.replay("dora")).isEqualTo(1);
        assertThat(keys.open(zoe, Compartment.LIVE, sealed)).isEmpty();
        assertThat(erasedCopies).containsExactly(zoe);
        assertThat(STORE.count("tombstones")).isEqualTo(1);
        assertThat(guard.mayPoll()).as("the journal has a fork").isFalse();

        assertThat(restores.acceptFork("dora", "disk-lost")).isTrue();
        assertThat(restores.check().mayPoll()).isTrue();
        assertThat(guard.mayPoll()).isTrue();
        assertThat(restores.replay("dora")).isZero();
        assertThat(evidence.desk.verify("ada").faults()).isEmpty();
    }

    @Test
    void a_restore_behind_our_back_is_seen_by_the_second_place() {
        evidence.desk.verify("ada");
        evidence.desk.checkpoint();
        var data = backup(BackupKind.DATA);
        erase(zoe);

        new JdbcLoad(STORE.jdbi())
                .load(BackupFile.check(data, evidence.keys, LocalDate.parse("2026-03-09")));

        assertThat(restores.check().openRestore()).isEmpty();
        assertThat(restores.check().missingTombstones()).isEqualTo(1);
        assertThat(guard.mayPoll()).isFalse();
    }

    @Test
    void each_replayed_erasure_is_an_entry_of_the_journal_before_it_happens() {
        var data = backup(BackupKind.DATA);
        erase(zoe);
        load(data);

        restores.replay("dora");

        List<String> entries =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT CONCAT(actor, ' ', action, ' ', object) FROM journal_entries"
                                                                + " WHERE actor = 'dora' ORDER BY id")
                                                .mapTo(String.class)
                                                .list());
        assertThat(entries)
                .containsExactly(
                        "dora tombstone-replayed command 7", "dora restore-replayed tombstones 1");
    }

    @Test
    void a_tombstone_nobody_signed_erases_nobody() throws IOException {
        var data = backup(BackupKind.DATA);
        erase(zoe);
        load(data);
        var max = SubjectId.random(RANDOM);
        keys.create(List.of(max));
        var file = Files.list(folder.resolve("tombstones")).findFirst().orElseThrow();
        Files.writeString(
                folder.resolve("tombstones/forged.txt"),
                Files.readString(file).replace(zoe.toString(), max.toString()));

        assertThat(restores.check().strangeFiles()).isEqualTo(1);
        restores.replay("dora");

        assertThat(erasedCopies).containsExactly(zoe);
    }

    @Test
    void there_is_no_fork_to_accept_while_the_second_place_agrees() {
        evidence.desk.checkpoint();

        assertThat(restores.acceptFork("dora", "no-reason")).isFalse();
    }
}

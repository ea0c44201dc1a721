package org.passerelle.custody.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.custody.backup.Backups.Outcome;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.keys.Compartment;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.JdbcSubjectKeys;
import org.passerelle.keys.MasterKeys;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.Rotation;
import org.passerelle.keys.SigningKeyFiles;
import org.passerelle.personaldata.SubjectId;
import org.passerelle.testing.SettableClock;
import org.passerelle.testing.TestStore;

class BackupTest {
    @RegisterExtension static final TestStore STORE = new TestStore();
    @RegisterExtension static final TestStore OTHER = new TestStore();

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final byte[] NAME = "Zoé Exemple".getBytes(UTF_8);

    @TempDir Path folder;
    private final SettableClock clock = new SettableClock("2026-03-09T10:15:30Z");
    private PublicKeys keys;
    private Rotation rotation;
    private Backups backups;

    @BeforeEach
    void start() {
        var files = new SigningKeyFiles(folder.resolve("signing"), folder.resolve("public"));
        files.createIfAbsent();
        keys = files.readPublicKeys();
        rotation =
                new Rotation(
                        new JdbcMasterKeys(STORE.keysJdbi(), clock),
                        STORE.masters(),
                        STORE.masterKeyFile(),
                        RANDOM);
        backups =
                new Backups(
                        new Backups.Ground(
                                STORE.transactions(),
                                new JdbcJournal(STORE.jdbi(), clock),
                                new JdbcBackups(STORE.jdbi()),
                                files.signingKey(),
                                clock),
                        new JdbcDump(STORE.jdbi()),
                        new JdbcDump(STORE.keysJdbi()),
                        rotation,
                        Period.ofDays(90));
    }

    private Path make(BackupKind kind) {
        var file = folder.resolve(kind.key() + "-" + RANDOM.nextInt(1_000_000) + ".sql");
        assertThat(backups.create(kind, file, "ada")).isInstanceOf(Outcome.Made.class);
        return file;
    }

    private BackupFile check(Path file) {
        return BackupFile.check(file, keys, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    }

    @Test
    void every_row_of_every_type_comes_back_as_it_was() {
        STORE.jdbi()
                .useHandle(
                        handle -> {
                            handle.execute(
                                    "CREATE TABLE odd (id BIGINT PRIMARY KEY, text TEXT COMMENT 'it''s; odd', small TINYINT, bytes BLOB, fixed BINARY(4), at"
                                            + " DATETIME(6), day DATE)");
                            handle.execute(
                                    "INSERT INTO odd VALUES (?, ?, ?, ?, ?, '2026-03-09 10:15:30.123456', '2026-03-09')",
                                    1,
                                    "l'été\n\r\\n \u0000 \u2028 \"x\"; -- 😀",
                                    -5,
                                    new byte[] {0, 10, 39, 92, -1},
                                    new byte[] {1, 0, 0, 0});
                            handle.execute(
                                    "INSERT INTO odd VALUES (2, '', NULL, '', x'00000000', NULL, NULL)");
                        });

        new JdbcLoad(OTHER.jdbi()).load(check(make(BackupKind.DATA)));

        assertThat(rows(OTHER.jdbi(), "odd")).isEqualTo(rows(STORE.jdbi(), "odd"));
        assertThat(tables(OTHER.jdbi())).isEqualTo(tables(STORE.jdbi()));
        assertThat(checksum(OTHER.jdbi(), "flyway_schema_history"))
                .isEqualTo(checksum(STORE.jdbi(), "flyway_schema_history"));
        STORE.jdbi().useHandle(handle -> handle.execute("DROP TABLE odd"));
    }

    @Test
    void the_data_open_nothing_without_the_keys_and_the_keys_nothing_without_the_master_key()
            throws IOException {
        var zoe = SubjectId.random(RANDOM);
        byte[] sealed = STORE.subjectKeys(clock).seal(zoe, Compartment.LIVE, NAME);
        var master = Files.readString(STORE.masterKeyFile().path()).strip();

        var data = Files.readString(make(BackupKind.DATA));
        var keysFile = make(BackupKind.KEYS);

        assertThat(data).doesNotContain("subject_keys").doesNotContain("wrapped_key");
        assertThat(Files.readString(keysFile).toLowerCase(java.util.Locale.ROOT))
                .contains("subject_keys")
                .doesNotContain(master);
        new JdbcLoad(OTHER.keysJdbi()).load(check(keysFile));
        assertThat(restoredKeys().open(zoe, Compartment.LIVE, sealed)).hasValue(NAME);
    }

    private static JdbcSubjectKeys restoredKeys() {
        var clock = new SettableClock("2026-03-09T10:15:30Z");
        return new JdbcSubjectKeys(
                OTHER.keysJdbi(),
                MasterKeys.open(
                        new JdbcMasterKeys(OTHER.keysJdbi(), clock), STORE.masterKeyFile(), RANDOM),
                RANDOM,
                clock);
    }

    @Test
    void a_backup_of_keys_is_refused_after_thirty_days_whatever_the_setting() {
        var file = make(BackupKind.KEYS);

        clock.advance(Duration.ofDays(30));
        assertThat(check(file).header().expiresOn()).hasValue(LocalDate.parse("2026-04-08"));

        clock.advance(Duration.ofDays(1));
        assertThatThrownBy(() -> check(file))
                .isInstanceOf(UnusableBackup.class)
                .hasMessageContaining("ended on 2026-04-08");
        assertThat(check(make(BackupKind.DATA)).header().expiresOn()).isEmpty();
    }

    @Test
    void a_later_end_written_by_hand_is_found() throws IOException {
        var file = make(BackupKind.KEYS);
        Files.writeString(file, Files.readString(file).replace("2026-04-08", "2027-04-08"));

        assertThatThrownBy(() -> check(file)).hasMessageContaining("altered");
    }

    @Test
    void half_a_file_and_a_strangers_file_are_refused() throws IOException {
        var file = make(BackupKind.DATA);
        var text = Files.readString(file);
        var half = Files.writeString(folder.resolve("half"), text.substring(0, text.length() / 2));
        var others = new SigningKeyFiles(folder.resolve("s2"), folder.resolve("p2"));
        others.createIfAbsent();

        assertThatThrownBy(() -> check(half)).hasMessageContaining("not whole");
        assertThatThrownBy(
                        () ->
                                BackupFile.check(
                                        file,
                                        others.readPublicKeys(),
                                        LocalDate.parse("2026-03-09")))
                .hasMessageContaining("not signed");
        assertThatThrownBy(() -> check(Files.writeString(folder.resolve("x"), "hello\n")))
                .hasMessageContaining("no backup");
    }

    @Test
    void a_file_is_never_replaced_and_is_the_owners_only() throws IOException {
        var file = make(BackupKind.DATA);

        assertThat(backups.create(BackupKind.DATA, file, "ada"))
                .isEqualTo(new Outcome.FileExists());
        assertThat(backups.create(BackupKind.DATA, folder.resolve("no/such/file"), "ada"))
                .isEqualTo(new Outcome.NoPlace());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void each_backup_is_an_entry_of_the_journal_and_keeps_its_master_key() {
        STORE.empty("journal_entries");

        make(BackupKind.KEYS);

        List<String> entries =
                STORE.jdbi()
                        .withHandle(
                                handle ->
                                        handle.createQuery(
                                                        "SELECT CONCAT(actor, ' ', action) FROM journal_entries")
                                                .mapTo(String.class)
                                                .list());
        assertThat(entries).containsExactly("ada backup-created");
        assertThat(backups.neededUntil(1)).hasValue(LocalDate.parse("2026-04-08"));
        clock.advance(Duration.ofDays(31));
        assertThat(backups.neededUntil(1)).isEmpty();
    }

    @Test
    void a_half_loaded_database_is_marked() throws IOException {
        var file = make(BackupKind.KEYS);
        var checked = check(file);
        // Altered after it was looked at: what a failing disk does.
        Files.writeString(
                file, Files.readString(file).replace("INSERT INTO", "INSERT INTO nowhere"));
        var loading = new JdbcLoad(OTHER.keysJdbi());

        assertThatThrownBy(() -> loading.load(checked)).hasMessageContaining("load it again");

        assertThat(tables(OTHER.keysJdbi())).contains(JdbcLoad.UNFINISHED);
        loading.load(check(make(BackupKind.KEYS)));
        assertThat(tables(OTHER.keysJdbi())).doesNotContain(JdbcLoad.UNFINISHED);
    }

    private static List<String> tables(Jdbi jdbi) {
        return jdbi.withHandle(JdbcDump::tables);
    }

    private static String checksum(Jdbi jdbi, String table) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery("CHECKSUM TABLE " + table)
                                .map((row, context) -> row.getString(2))
                                .one());
    }

    private static List<Map<String, Object>> rows(Jdbi jdbi, String table) {
        return jdbi.withHandle(
                handle ->
                        handle.createQuery(
                                        "SELECT id, text, small, HEX(bytes) b, HEX(fixed) f, CAST(at AS CHAR) at,"
                                                + " CAST(day AS CHAR) day FROM "
                                                + table
                                                + " ORDER BY id")
                                .mapToMap()
                                .list());
    }
}

package org.passerelle.custody.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.journal.Journal;
import org.passerelle.journal.JournalEntry;
import org.passerelle.keys.MasterVersion;
import org.passerelle.keys.Rotation;
import org.passerelle.keys.SigningKey;
import org.passerelle.personaldata.OrganisationKey;
import org.passerelle.personaldata.Transactions;

/**
 * Makes backups: the data without keys, and apart from them the keys, which live 30 days at most.
 *
 * <p>Guarantee: the file is whole or absent, and no file is ever replaced. The master key is in
 * neither. Each backup is an entry of the journal. Source: UPR-39, IMP-33, DESIGN 7.
 */
public final class Backups {
    private static final Period LONGEST_OF_KEYS = Period.ofDays(30);
    private static final OrganisationKey EVERYBODYS = new OrganisationKey("all");

    private final Ground ground;
    private final JdbcDump data;
    private final JdbcDump keys;
    private final Rotation rotation;
    private final Period keysKept;

    /** What a backup stands on. */
    public record Ground(
            Transactions transactions,
            Journal journal,
            JdbcBackups rows,
            SigningKey signing,
            Clock clock) {}

    /**
     * @param keysKept how long a backup of keys is accepted; 30 days at most
     */
    public Backups(
            Ground ground, JdbcDump data, JdbcDump keys, Rotation rotation, Period keysKept) {
        this.ground = ground;
        this.data = data;
        this.keys = keys;
        this.rotation = rotation;
        this.keysKept =
                keysKept.getDays() > LONGEST_OF_KEYS.getDays() || keysKept.getMonths() > 0
                        ? LONGEST_OF_KEYS
                        : keysKept;
    }

    /** How a backup ended. */
    public sealed interface Outcome {
        record Made(Backup backup) implements Outcome {}

        record FileExists() implements Outcome {}

        /** Its folder does not exist or may not be written. */
        record NoPlace() implements Outcome {}

        /** Two master keys wrap keys just now; a backup would need both. */
        record RotationUnderWay() implements Outcome {}
    }

    public List<Backup> list(int limit) {
        return ground.transactions().within(() -> ground.rows().list(limit));
    }

    /**
     * @param file on the machine this process runs on
     */
    public Outcome create(BackupKind kind, Path file, String actor) {
        if (kind == BackupKind.KEYS && rotation.underWay().isPresent()) {
            return new Outcome.RotationUnderWay();
        }
        var part = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(file)) {
            return new Outcome.FileExists();
        }
        var header = header(kind);
        try {
            Files.deleteIfExists(part);
            var written = write(part, header);
            var backup = tell(header, written, actor);
            Files.move(part, file);
            return new Outcome.Made(backup);
        } catch (FileAlreadyExistsException e) {
            return new Outcome.FileExists();
        } catch (IOException | UncheckedIOException e) {
            return new Outcome.NoPlace();
        } finally {
            deleteQuietly(part);
        }
    }

    /** The last day on which a backup of keys needs this version of the master key. */
    public Optional<LocalDate> neededUntil(int masterVersion) {
        return ground.transactions()
                .within(() -> ground.rows().neededUntil(masterVersion))
                .filter(last -> !today(ground.clock().instant()).isAfter(last));
    }

    private BackupHeader header(BackupKind kind) {
        Instant now = ground.clock().instant();
        return new BackupHeader(
                kind,
                now,
                kind == BackupKind.KEYS
                        ? Optional.of(today(now).plus(keysKept))
                        : Optional.empty());
    }

    private record Written(String digest, long rows) {}

    private Written write(Path part, BackupHeader header) throws IOException {
        try (var writer = new BackupWriter(part, header)) {
            long rows =
                    switch (header.kind()) {
                        case DATA -> data.write(writer::line);
                        case KEYS -> keys.write(writer::line);
                    };
            return new Written(writer.sign(ground.signing()), rows);
        }
    }

    private Backup tell(BackupHeader header, Written written, String actor) {
        var content =
                new JdbcBackups.Content(
                        written.rows(),
                        header.kind() == BackupKind.KEYS ? currentVersion() : Optional.empty());
        return ground.transactions()
                .within(
                        () -> {
                            long number =
                                    ground.rows().add(header, actor, written.digest(), content);
                            ground.journal().append(entry(number, header, written, actor));
                            return new Backup(
                                    number, header, actor, written.digest(), written.rows());
                        });
    }

    private static JournalEntry entry(
            long number, BackupHeader header, Written written, String actor) {
        return new JournalEntry(
                EVERYBODYS,
                actor,
                "backup-created",
                "backup " + number,
                Optional.empty(),
                "done",
                Map.of(
                        "kind", header.kind().key(),
                        "rows", Long.toString(written.rows()),
                        "digest", written.digest(),
                        "expires-on", header.expiresOn().map(LocalDate::toString).orElse("never")));
    }

    private Optional<Integer> currentVersion() {
        return rotation.versions().stream()
                .filter(version -> version.state() == MasterVersion.State.CURRENT)
                .map(MasterVersion::version)
                .findFirst();
    }

    private static void deleteQuietly(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the unfinished backup " + part + " could not be removed; delete it", e);
        }
    }

    private static LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, ZoneOffset.UTC);
    }
}

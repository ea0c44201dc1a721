package org.passerelle.api;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.commands.receipts.JdbcTombstones;
import org.passerelle.custody.backup.Backups;
import org.passerelle.custody.backup.JdbcBackups;
import org.passerelle.custody.backup.JdbcDump;
import org.passerelle.custody.comeback.JdbcComebacks;
import org.passerelle.custody.comeback.TombstoneWatch;
import org.passerelle.custody.restore.JdbcRestores;
import org.passerelle.custody.restore.Restores;
import org.passerelle.custody.restore.TombstoneCopies;
import org.passerelle.custody.rotation.KeyRotations;
import org.passerelle.journal.EvidenceFixture;
import org.passerelle.journal.JdbcJournal;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.Rotation;
import org.passerelle.testing.TestStore;

/** The operations on keys and backups, as {@code app} puts them together, on a store of a test. */
final class DoorCustody {
    private final TestStore store;
    private final Clock clock;
    private final EvidenceFixture evidence;

    DoorCustody(TestStore store, Clock clock, EvidenceFixture evidence) {
        this.store = store;
        this.clock = clock;
        this.evidence = evidence;
    }

    List<Operation> all() {
        var operations = new ArrayList<Operation>();
        operations.addAll(new KeyOperations(rotations()).all());
        operations.addAll(new BackupOperations(backups()).all());
        operations.addAll(new RestoreOperations(restores()).all());
        operations.addAll(new TombstoneOperations(watch()).all());
        return operations;
    }

    private TombstoneWatch watch() {
        return new TombstoneWatch(
                new TombstoneWatch.Ground(
                        store.transactions(),
                        new JdbcJournal(store.jdbi(), clock),
                        new JdbcComebacks(store.jdbi()),
                        clock),
                proposals -> 0,
                new TombstoneWatch.Known(
                        platform -> "", subject -> Optional.empty(), platform -> Optional.empty()));
    }

    private Rotation rotation() {
        return new Rotation(
                new JdbcMasterKeys(store.keysJdbi(), clock),
                store.masters(),
                store.masterKeyFile(),
                new SecureRandom());
    }

    private KeyRotations rotations() {
        return new KeyRotations(
                rotation(),
                store.transactions(),
                new JdbcJournal(store.jdbi(), clock),
                backups()::neededUntil);
    }

    private Backups backups() {
        return new Backups(
                new Backups.Ground(
                        store.transactions(),
                        new JdbcJournal(store.jdbi(), clock),
                        new JdbcBackups(store.jdbi()),
                        evidence.signing,
                        clock),
                new JdbcDump(store.jdbi()),
                new JdbcDump(store.keysJdbi()),
                rotation(),
                Period.ofDays(30));
    }

    private Restores restores() {
        return new Restores(
                new Restores.Ground(
                        store.transactions(),
                        new JdbcJournal(store.jdbi(), clock),
                        new JdbcRestores(store.jdbi()),
                        new JdbcTombstones(store.jdbi()),
                        clock),
                new TombstoneCopies(
                        Path.of("target", "no-tombstones"), evidence.signing, evidence.keys),
                evidence.forks,
                store.subjectKeys(clock),
                List.of());
    }
}

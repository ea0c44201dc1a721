package org.passerelle.app.wiring;

import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.api.BackupOperations;
import org.passerelle.api.KeyOperations;
import org.passerelle.api.Operation;
import org.passerelle.api.RestoreOperations;
import org.passerelle.app.settings.Settings;
import org.passerelle.commands.outcomes.OwnCopies;
import org.passerelle.commands.receipts.JdbcTombstones;
import org.passerelle.custody.backup.Backups;
import org.passerelle.custody.backup.JdbcBackups;
import org.passerelle.custody.backup.JdbcDump;
import org.passerelle.custody.restore.JdbcRestores;
import org.passerelle.custody.restore.RestoreGuard;
import org.passerelle.custody.restore.Restores;
import org.passerelle.custody.restore.TombstoneCopies;
import org.passerelle.custody.restore.TombstoneDelivery;
import org.passerelle.custody.rotation.KeyRotations;
import org.passerelle.keys.JdbcMasterKeys;
import org.passerelle.keys.Rotation;

/** Master keys, backups and restores, put together. */
public final class CustodyParts {
    private final KeyRotations rotations;
    private final Backups backups;
    private final Restores restores;
    private final RestoreGuard guard;
    private final TombstoneDelivery delivery;

    /**
     * @param ownCopies what erasing a subject removes here
     */
    CustodyParts(Ground ground, JournalParts journal, List<OwnCopies> ownCopies) {
        var evidence = journal.evidence();
        var rotation = rotation(ground);
        var tombstones = new JdbcTombstones(ground.jdbi());
        var copies = new TombstoneCopies(evidence.place(), evidence.signing(), evidence.keys());
        backups =
                new Backups(
                        new Backups.Ground(
                                ground.transactions(),
                                ground.journal(),
                                new JdbcBackups(ground.jdbi()),
                                evidence.signing(),
                                ground.clock()),
                        new JdbcDump(ground.jdbi()),
                        new JdbcDump(ground.stores().keys().jdbi()),
                        rotation,
                        keysKept(ground.settings()));
        rotations =
                new KeyRotations(
                        rotation, ground.transactions(), ground.journal(), backups::neededUntil);
        restores =
                new Restores(
                        new Restores.Ground(
                                ground.transactions(),
                                ground.journal(),
                                new JdbcRestores(ground.jdbi()),
                                tombstones,
                                ground.clock()),
                        copies,
                        journal.forks(),
                        ground.subjectKeys(),
                        ownCopies);
        guard = new RestoreGuard(restores, ground.clock());
        delivery = new TombstoneDelivery(ground.transactions(), tombstones, copies, ground.clock());
    }

    boolean mayPoll() {
        return guard.mayPoll();
    }

    public Backups backups() {
        return backups;
    }

    TombstoneDelivery delivery() {
        return delivery;
    }

    List<Operation> operations() {
        var all = new ArrayList<>(new KeyOperations(rotations).all());
        all.addAll(new BackupOperations(backups).all());
        all.addAll(new RestoreOperations(restores).all());
        return all;
    }

    private static Rotation rotation(Ground ground) {
        var masters = ground.masters();
        return new Rotation(
                new JdbcMasterKeys(ground.stores().keys().jdbi(), ground.clock()),
                masters.keys(),
                masters.file(),
                ground.random());
    }

    private static Period keysKept(Settings settings) {
        return Period.ofDays(Math.toIntExact(settings.commands().keyBackupsKept().toDays()));
    }
}

package org.passerelle.cli.backup;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle backup …}, {@code passerelle restore …}. */
public final class BackupMenu {
    private BackupMenu() {}

    public static CommandLine backup(Surroundings around) {
        return Entity.of("Backups.", new BackupCreate(around), new BackupList(around));
    }

    public static CommandLine restore(Surroundings around) {
        return Entity.of(
                "After a restore of our own store.",
                new RestoreCheck(around),
                new RestoreReplay(around),
                new RestoreAcceptFork(around));
    }
}

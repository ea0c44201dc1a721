package org.passerelle.app.node;

import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.app.backing.DataFolder;
import org.passerelle.app.backing.EmbeddedMariaDb;
import org.passerelle.app.backing.Stores;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.Whereabouts;
import org.passerelle.app.wiring.JournalParts;
import org.passerelle.custody.backup.BackupFile;
import org.passerelle.custody.backup.BackupKind;
import org.passerelle.custody.backup.JdbcLoad;
import org.passerelle.custody.restore.JdbcRestores;
import org.passerelle.policy.pack.Packs;

/**
 * Loads a backup into a store on which nothing runs, and marks the store as restored.
 *
 * <p>Errors: {@link org.passerelle.custody.backup.UnusableBackup} before anything was changed.
 */
public final class Restoring {
    private final Settings settings;
    private final Clock clock;

    public Restoring(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** What to tell. */
    public record Line(boolean done, String text) {}

    /**
     * @param replace also where subjects or keys are
     */
    public Line load(Path file, boolean replace) {
        var elsewhere = Whereabouts.require(settings);
        if (!elsewhere.isEmpty()) {
            Whereabouts.judge(elsewhere, Packs.load(settings.folders().config()), clock);
        }
        var data = settings.folders().data();
        var keys = JournalParts.signing(settings.journal(), data.resolve("keys")).readPublicKeys();
        var backup = BackupFile.check(file, keys, LocalDate.now(clock.withZone(ZoneOffset.UTC)));
        var parts = new Parts();
        try {
            var folder = parts.add("data folder", DataFolder.open(data)).path();
            var access = embedded(parts, folder);
            return load(backup, access, replace);
        } finally {
            parts.close();
        }
    }

    private Line load(BackupFile backup, Optional<EmbeddedMariaDb.Access> access, boolean replace) {
        var kind = backup.header().kind();
        try (var target = Stores.openForLoading(kind, settings, access)) {
            var loading = new JdbcLoad(target.jdbi());
            if (!replace && loading.holdsAnything()) {
                return new Line(
                        false,
                        "the "
                                + kind.key()
                                + " hold something already; nothing was changed: add --replace to"
                                + " lose it");
            }
            loading.load(backup);
        }
        var stores = Stores.open(settings, access);
        try {
            new JdbcRestores(stores.data().jdbi()).loaded(backup.header(), clock.instant());
        } finally {
            stores.keys().close();
            stores.data().close();
        }
        return new Line(true, told(kind, backup));
    }

    private static String told(BackupKind kind, BackupFile backup) {
        return "loaded the "
                + kind.key()
                + " of "
                + backup.header().madeAt()
                + "; nothing is polled until: passerelle restore check";
    }

    private Optional<EmbeddedMariaDb.Access> embedded(Parts parts, Path folder) {
        return settings.embedsStore()
                ? Optional.of(
                        parts.add("MariaDB", EmbeddedMariaDb.start(folder.resolve("store"), true))
                                .access())
                : Optional.empty();
    }
}

package org.passerelle.app.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.passerelle.app.settings.Settings;

/**
 * Whether the disk of the data folder still takes what is polled.
 *
 * <p>Polls stop first, while the embedded broker (which takes no more messages below 100 MB) and
 * the embedded store can still finish what is under way.
 */
public final class DiskRoom {
    static final long BYTES_NEEDED = 150L << 20;

    private final LongSupplier free;

    /**
     * @param free bytes
     */
    DiskRoom(LongSupplier free) {
        this.free = free;
    }

    /** Of the embedded parts; those of your own have a disk of their own, watched by others. */
    public static DiskRoom of(Settings settings, Path folder) {
        return settings.embedsStore() || settings.embedsBroker()
                ? new DiskRoom(() -> usable(folder))
                : new DiskRoom(() -> Long.MAX_VALUE);
    }

    public boolean isEnough() {
        return free.getAsLong() >= BYTES_NEEDED;
    }

    long megabytes() {
        return free.getAsLong() >> 20;
    }

    /** A disk that cannot even be asked takes nothing. */
    private static long usable(Path folder) {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            return 0;
        }
    }
}

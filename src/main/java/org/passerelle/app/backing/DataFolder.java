package org.passerelle.app.backing;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder everything is written to, held by one process at a time.
 *
 * <p>Guarantee: between {@link #open} and {@link #close} no other process has it open; a killed
 * process leaves no lock behind, because the system releases it.
 */
public final class DataFolder implements AutoCloseable {
    /** Raised when the layout of the folder changes so that an older program must not touch it. */
    static final int LAYOUT = 1;

    static final long BYTES_NEEDED = 300L << 20;

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Makes the folder if it is new, and takes it.
     *
     * @throws DataFolderProblem when it is read-only, full, in use, or of a newer version
     */
    public static DataFolder open(Path path) {
        try {
            if (Files.exists(path) && !Files.isDirectory(path)) {
                throw new DataFolderProblem(
                        "data folder " + path + " is a file; expected a folder; use --data DIR",
                        null);
            }
            create(path);
            requireSpace(path, Files.getFileStore(path).getUsableSpace());
            var channel = lock(path);
            try {
                requireKnownLayout(path.resolve("version"));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
            return new DataFolder(path, channel);
        } catch (IOException e) {
            throw new DataFolderProblem(
                    "data folder "
                            + path
                            + " cannot be written by the user "
                            + System.getProperty("user.name")
                            + "; expected a folder this user owns; change its owner or use --data"
                            + " DIR",
                    e);
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new DataFolderProblem("data folder " + path + " cannot be released", e);
        }
    }

    /** A new folder is for this user only: it holds learners' data and passwords. */
    private static void create(Path path) throws IOException {
        if (Files.exists(path)) {
            return;
        }
        Files.createDirectories(path);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    static void requireSpace(Path path, long usable) {
        if (usable < BYTES_NEEDED) {
            throw new DataFolderProblem(
                    "data folder "
                            + path
                            + " has "
                            + (usable >> 20)
                            + " MB left; expected at least "
                            + (BYTES_NEEDED >> 20)
                            + " MB; free some, or use --data DIR on another disk",
                    null);
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        var file = path.resolve("lock");
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new DataFolderProblem(
                    "data folder "
                            + path
                            + " is in use by the process with pid "
                            + Files.readString(path.resolve("pid")).strip()
                            + "; stop it (kill -TERM) or use --data DIR",
                    null);
        }
        Files.writeString(path.resolve("pid"), ProcessHandle.current().pid() + "\n");
        return channel;
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private static void requireKnownLayout(Path file) throws IOException {
        if (!Files.exists(file)) {
            Files.writeString(file, LAYOUT + "\n");
            return;
        }
        var text = Files.readString(file).strip();
        int layout = text.matches("\\d{1,6}") ? Integer.parseInt(text) : Integer.MAX_VALUE;
        if (layout > LAYOUT) {
            throw new DataFolderProblem(
                    "data folder "
                            + file.getParent()
                            + " was written by a newer Passerelle (layout "
                            + text
                            + "; this one knows "
                            + LAYOUT
                            + "); install the newer version, or restore a backup made by this one",
                    null);
        }
    }
}

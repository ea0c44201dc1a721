package org.passerelle.api;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;

/**
 * Where the command line of this machine finds the running process, and the token it may use: two
 * lines of a file in the data folder that only the account running Passerelle can read.
 */
public record LocalDoor(URI address, String token) {
    public static final String FILE = "local-door";

    /** Replaces the file; it is never readable by others, not even while it is written. */
    public void write(Path dataFolder) throws IOException {
        var whole = dataFolder.resolve(FILE + ".new");
        Files.deleteIfExists(whole);
        if (Files.getFileStore(dataFolder).supportsFileAttributeView("posix")) {
            Files.createFile(
                    whole,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(whole, List.of(address.toString(), token));
        Files.move(
                whole,
                dataFolder.resolve(FILE),
                StandardCopyOption.REPLACE_EXISTING,
                StandardCopyOption.ATOMIC_MOVE);
    }

    /** Empty when no process has opened its door in this data folder. */
    public static Optional<LocalDoor> read(Path dataFolder) throws IOException {
        var file = dataFolder.resolve(FILE);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.size() < 2) {
            throw new IOException(file + " is not whole; restart Passerelle to write it anew");
        }
        return Optional.of(new LocalDoor(URI.create(lines.get(0)), lines.get(1)));
    }

    /** At an orderly stop. */
    public static void remove(Path dataFolder) throws IOException {
        Files.deleteIfExists(dataFolder.resolve(FILE));
    }

    @Override
    public String toString() {
        return "local door at " + address;
    }
}

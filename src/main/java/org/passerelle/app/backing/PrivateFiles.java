package org.passerelle.app.backing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/** Files that only the account running Passerelle may read. */
public final class PrivateFiles {
    private static final SecureRandom RANDOM = new SecureRandom();

    private PrivateFiles() {}

    /** Replaces the file; it is never readable by others, not even while it is written. */
    public static Path write(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.deleteIfExists(file);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    file,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        return Files.write(file, lines);
    }

    /**
     * The lines of the file, made of new secrets when there is none yet.
     *
     * @param secrets how many lines
     * @param bytes of randomness in each, written as hexadecimal digits
     */
    public static List<String> secrets(Path file, int secrets, int bytes) throws IOException {
        if (!Files.exists(file)) {
            // Renamed when whole, so that a kill in between leaves no half file of keys behind.
            var whole = file.resolveSibling(file.getFileName() + ".new");
            write(
                    whole,
                    java.util.stream.Stream.generate(() -> random(bytes)).limit(secrets).toList());
            Files.move(whole, file);
        }
        var lines = Files.readAllLines(file);
        if (lines.size() < secrets) {
            throw new IOException(
                    file + " has " + lines.size() + " lines; expected " + secrets + " secrets");
        }
        return lines;
    }

    private static String random(int bytes) {
        byte[] secret = new byte[bytes];
        RANDOM.nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }
}

package org.passerelle.cli.frame;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A file that a person asked for. It holds somebody's data, so nobody else may read it. */
public final class OwnFile {
    private OwnFile() {}

    /** Replaces what was there. */
    public static void write(Path file, String text) {
        try {
            Files.deleteIfExists(file);
            Files.createFile(file, ownOnly());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("the file " + file + " cannot be written", e);
        }
    }

    private static FileAttribute<?>[] ownOnly() {
        return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

package org.passerelle.keys;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * The file of the master keys: one of 64 hexadecimal digits on each line, the newest last. Several
 * are there during a rotation, and after it as long as a backup of the keys needs the former one.
 *
 * <p>Guarantee: it is complete or unchanged, and readable by its owner only. Errors: {@link
 * UnusableMasterKey}.
 */
public final class MasterKeyFile {
    static final int KEY_BYTES = 32;

    private final Path file;

    public MasterKeyFile(Path file) {
        this.file = file;
    }

    public Path path() {
        return file;
    }

    /** Empty when there is no file. */
    List<byte[]> read() {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            var keys =
                    Files.readAllLines(file).stream()
                            .map(String::strip)
                            .filter(line -> !line.isEmpty())
                            .map(HexFormat.of()::parseHex)
                            .toList();
            if (keys.isEmpty() || keys.stream().anyMatch(key -> key.length != KEY_BYTES)) {
                throw new IllegalArgumentException("a line is no key");
            }
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw new UnusableMasterKey(
                    "master key file "
                            + file
                            + " cannot be used; expected 64 hexadecimal digits on each line; without"
                            + " the right key the stored data stay unreadable",
                    e);
        }
    }

    void add(byte[] key) {
        var keys = new ArrayList<>(read());
        keys.add(key);
        write(keys);
    }

    void remove(byte[] key) {
        write(read().stream().filter(other -> !Arrays.equals(other, key)).toList());
    }

    private void write(List<byte[]> keys) {
        var whole = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.deleteIfExists(whole);
            Files.createFile(whole, ownerOnly());
            Files.write(
                    whole,
                    keys.stream().map(HexFormat.of()::formatHex).toList(),
                    StandardCharsets.US_ASCII);
            Files.move(
                    whole,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UnusableMasterKey(
                    "master key file "
                            + file
                            + " cannot be written; its folder must be writable by this account",
                    e);
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

package org.passerelle.custody.backup;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.passerelle.keys.PublicKeys;

/**
 * A backup that was looked at: whole, signed by a key of ours, and not too old.
 *
 * <p>Errors: {@link UnusableBackup} says what is the matter.
 */
public final class BackupFile {
    private final Path file;
    private final BackupHeader header;

    private BackupFile(Path file, BackupHeader header) {
        this.file = file;
        this.header = header;
    }

    public BackupHeader header() {
        return header;
    }

    /**
     * Reads the whole file once; nothing of it is done.
     *
     * @param today in UTC, for the end of a backup of keys
     */
    public static BackupFile check(Path file, PublicKeys keys, LocalDate today) {
        var head = new ArrayList<String>(1);
        var tail = new ArrayList<String>(2);
        var digest = BackupWriter.sha256();
        eachLine(
                file,
                line -> {
                    if (head.isEmpty()) {
                        head.add(line);
                    }
                    if (isEnd(line)) {
                        tail.add(line);
                    } else {
                        digest.update(line.getBytes(StandardCharsets.UTF_8));
                        digest.update((byte) '\n');
                    }
                });
        var header =
                head.stream()
                        .filter(line -> line.startsWith(BackupHeader.MARK))
                        .map(line -> line.substring(BackupHeader.MARK.length()))
                        .findFirst()
                        .orElseThrow(() -> new UnusableBackup(file, "is no backup of Passerelle"));
        requireSigned(file, header, HexFormat.of().formatHex(digest.digest()), tail, keys);
        var read =
                BackupHeader.of(header)
                        .orElseThrow(
                                () ->
                                        new UnusableBackup(
                                                file,
                                                "was written in a format this version does not"
                                                        + " know"));
        requireAlive(file, read, today);
        return new BackupFile(file, read);
    }

    /** Hands every statement over, in order. */
    public void statements(Consumer<String> sink) {
        eachLine(
                file,
                line -> {
                    if (!line.startsWith("--") && !line.isBlank()) {
                        sink.accept(
                                line.endsWith(";") ? line.substring(0, line.length() - 1) : line);
                    }
                });
    }

    private static boolean isEnd(String line) {
        return line.startsWith(BackupWriter.DIGEST) || line.startsWith(BackupWriter.SIGNED);
    }

    private static void requireSigned(
            Path file, String header, String digest, List<String> tail, PublicKeys keys) {
        if (tail.size() != 2 || !tail.get(0).startsWith(BackupWriter.DIGEST)) {
            throw new UnusableBackup(file, "is not whole: its end is missing");
        }
        if (!tail.get(0).equals(BackupWriter.DIGEST + digest)) {
            throw new UnusableBackup(file, "was altered, or is damaged: its digest is another one");
        }
        var parts = tail.get(1).substring(BackupWriter.SIGNED.length()).split(" ", 2);
        boolean genuine =
                parts.length == 2
                        && signature(parts[1])
                                .filter(
                                        bytes ->
                                                keys.confirm(
                                                        parts[0],
                                                        BackupWriter.signed(header, digest),
                                                        bytes))
                                .isPresent();
        if (!genuine) {
            throw new UnusableBackup(
                    file,
                    "was not signed by a journal key of ours; restore the public keys of the journal"
                            + " (keys/journal) that belong to it");
        }
    }

    private static Optional<byte[]> signature(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static void requireAlive(Path file, BackupHeader header, LocalDate today) {
        if (header.kind() == BackupKind.KEYS
                && header.expiresOn().filter(last -> !today.isAfter(last)).isEmpty()) {
            throw new UnusableBackup(
                    file,
                    "holds keys and ended on "
                            + header.expiresOn().map(LocalDate::toString).orElse("no known day")
                            + ": learners erased since were promised that no copy of their key is"
                            + " left; destroy it and take a younger one");
        }
    }

    private static void eachLine(Path file, Consumer<String> sink) {
        try (BufferedReader lines = Files.newBufferedReader(file)) {
            for (Optional<String> line = next(lines); line.isPresent(); line = next(lines)) {
                sink.accept(line.get());
            }
        } catch (IOException | UncheckedIOException e) {
            throw new UnusableBackup(file, "cannot be read as text", e);
        }
    }

    private static Optional<String> next(BufferedReader lines) throws IOException {
        return Optional.ofNullable(lines.readLine());
    }
}

package org.passerelle.journal.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where checkpoints and exported segments lie outside the store: a folder, best on another machine
 * and write-once.
 *
 * <p>Guarantee: a file is complete or absent, and is never replaced by another content.
 */
public final class SecondPlace {
    private static final Pattern NAME = Pattern.compile("checkpoint-(\\d{12})\\.txt");

    private final Path folder;

    public SecondPlace(Path folder) {
        this.folder = folder;
    }

    public Path folder() {
        return folder;
    }

    /** What became of a checkpoint. */
    enum Written {
        /** There it is. */
        NEW,
        /** It was there already. */
        SAME,
        /** Another checkpoint has its number: two histories grew from one past. */
        ANOTHER
    }

    /**
     * @throws SecondPlaceAway when the folder cannot be written
     */
    Written write(SignedCheckpoint signed) {
        var file = folder.resolve("checkpoint-%012d.txt".formatted(signed.checkpoint().number()));
        try {
            Files.createDirectories(folder);
            if (Files.exists(file)) {
                return Files.readString(file).equals(signed.file())
                        ? Written.SAME
                        : Written.ANOTHER;
            }
            var whole = folder.resolve(file.getFileName() + ".new");
            try (var out = create(whole)) {
                out.write(signed.file().getBytes(StandardCharsets.UTF_8));
            }
            force(whole);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
            return Written.NEW;
        } catch (IOException e) {
            throw new SecondPlaceAway(folder, e);
        }
    }

    /** The numbers there are, ascending. */
    List<Long> numbers() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> NAME.matcher(file.getFileName().toString()))
                    .filter(java.util.regex.Matcher::matches)
                    .map(match -> Long.parseLong(match.group(1)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new SecondPlaceAway(folder, e);
        }
    }

    /** Empty when the file is no checkpoint. */
    Optional<SignedCheckpoint> read(long number) {
        try {
            return SignedCheckpoint.ofFile(
                    Files.readString(folder.resolve("checkpoint-%012d.txt".formatted(number))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path segmentFile(YearMonth month) {
        return folder.resolve("segment-" + month + ".jsonl");
    }

    OutputStream createSegment(YearMonth month) {
        try {
            Files.createDirectories(folder);
            return create(segmentFile(month).resolveSibling(partName(month)));
        } catch (IOException e) {
            throw new SecondPlaceAway(folder, e);
        }
    }

    /** The file is whole: it takes its name. */
    void keepSegment(YearMonth month) {
        var part = segmentFile(month).resolveSibling(partName(month));
        try {
            force(part);
            Files.move(
                    part,
                    segmentFile(month),
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new SecondPlaceAway(folder, e);
        }
    }

    InputStream readSegment(YearMonth month) {
        try {
            return Files.newInputStream(segmentFile(month));
        } catch (IOException e) {
            throw new SecondPlaceAway(folder, e);
        }
    }

    /**
     * Whether the folder lies on the file store of that other folder: then it is no second place.
     */
    public boolean sharesDiskWith(Path other) {
        try {
            Files.createDirectories(folder);
            return Files.getFileStore(folder).equals(Files.getFileStore(other));
        } catch (IOException e) {
            throw new SecondPlaceAway(folder, e);
        }
    }

    private static String partName(YearMonth month) {
        return "segment-" + month + ".jsonl.new";
    }

    private static OutputStream create(Path file) throws IOException {
        return Files.newOutputStream(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
    }

    private static void force(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}

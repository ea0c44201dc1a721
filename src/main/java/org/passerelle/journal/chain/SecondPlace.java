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
 * and write-once. After a lawful restore an accepted fork opens a folder in it, and what the
 * journal was before stays as it is.
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

    /** Where this history lies: the folder of the last accepted fork, or the place itself. */
    private Path branch() {
        int forks = forks();
        return forks == 0 ? folder : folder.resolve(branchName(forks));
    }

    /** How many forks were accepted. */
    int forks() {
        int number = 0;
        while (Files.exists(folder.resolve(forkName(number + 1)))) {
            number++;
        }
        return number;
    }

    /** Empty when the file is no note of a fork. */
    Optional<ForkNote> fork(int number) {
        try {
            return ForkNote.ofFile(Files.readString(folder.resolve(forkName(number))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** From now on this history is written beside the one before it. */
    void write(ForkNote note) {
        try {
            Files.createDirectories(folder.resolve(branchName(note.number())));
            var whole = folder.resolve(forkName(note.number()) + ".new");
            try (var out = create(whole)) {
                out.write(note.signed().file().getBytes(StandardCharsets.UTF_8));
            }
            force(whole);
            Files.move(
                    whole, folder.resolve(forkName(note.number())), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new SecondPlaceAway(folder, e);
        }
    }

    private static String forkName(int number) {
        return "fork-%06d.txt".formatted(number);
    }

    private static String branchName(int number) {
        return "after-fork-%06d".formatted(number);
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
        var branch = branch();
        var file = branch.resolve("checkpoint-%012d.txt".formatted(signed.checkpoint().number()));
        try {
            Files.createDirectories(branch);
            if (Files.exists(file)) {
                return Files.readString(file).equals(signed.signed().file())
                        ? Written.SAME
                        : Written.ANOTHER;
            }
            var whole = branch.resolve(file.getFileName() + ".new");
            try (var out = create(whole)) {
                out.write(signed.signed().file().getBytes(StandardCharsets.UTF_8));
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
        var branch = branch();
        if (!Files.isDirectory(branch)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(branch)) {
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
                    Files.readString(branch().resolve("checkpoint-%012d.txt".formatted(number))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    Path segmentFile(YearMonth month) {
        return branch().resolve("segment-" + month + ".jsonl");
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

package org.passerelle.custody.restore;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passerelle.commands.receipts.Tombstone;
import org.passerelle.keys.PublicKeys;
import org.passerelle.keys.SigningKey;
import org.passerelle.personaldata.TransientFailure;

/**
 * The second copy of the tombstones, beside the checkpoints of the journal: one signed file each,
 * keyed hashes only.
 *
 * <p>Guarantee: a file is complete or absent, and is never replaced. A file that no key of ours
 * signed counts as none.
 */
public final class TombstoneCopies {
    private static final String FOLDER = "tombstones";

    private final Path folder;
    private final SigningKey signing;
    private final PublicKeys keys;

    /**
     * @param place the second place of the evidence
     */
    public TombstoneCopies(Path place, SigningKey signing, PublicKeys keys) {
        this.folder = place.resolve(FOLDER);
        this.signing = signing;
        this.keys = keys;
    }

    /** The second place does not answer; it is tried again. */
    public static final class Away extends TransientFailure {
        private static final long serialVersionUID = 1;

        Away(Path folder, IOException cause) {
            super(
                    "the second copy of the tombstones in "
                            + folder
                            + " cannot be used; see journal.second-place",
                    cause);
        }
    }

    void write(Tombstone tombstone) {
        var document = tombstone.document();
        var file = folder.resolve(tombstone.subject() + "-" + tombstone.command() + ".txt");
        var text =
                new String(document, StandardCharsets.UTF_8)
                        + "\n"
                        + signing.id()
                        + " "
                        + Base64.getEncoder().encodeToString(signing.sign(document))
                        + "\n";
        try {
            if (Files.exists(file)) {
                return;
            }
            Files.createDirectories(folder);
            var whole = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(
                    whole,
                    text,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.SYNC);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new Away(folder, e);
        }
    }

    /** Every genuine tombstone, and how many files are none. */
    Found missing(Predicate<Tombstone> known) {
        if (!Files.isDirectory(folder)) {
            return new Found(List.of(), 0);
        }
        try (Stream<Path> files = Files.list(folder)) {
            var read =
                    files.filter(file -> file.toString().endsWith(".txt"))
                            .sorted()
                            .map(this::read)
                            .toList();
            return new Found(
                    read.stream()
                            .flatMap(Optional::stream)
                            .filter(tombstone -> !known.test(tombstone))
                            .toList(),
                    (int) read.stream().filter(Optional::isEmpty).count());
        } catch (IOException e) {
            throw new Away(folder, e);
        }
    }

    /**
     * @param strange files that no key of ours signed
     */
    record Found(List<Tombstone> missing, int strange) {}

    private Optional<Tombstone> read(Path file) {
        try {
            var lines = Files.readString(file).split("\n", -1);
            var signed = lines.length < 2 ? new String[0] : lines[1].split(" ", -1);
            var document = lines[0].getBytes(StandardCharsets.UTF_8);
            boolean genuine =
                    signed.length == 2
                            && keys.confirm(
                                    signed[0], document, Base64.getDecoder().decode(signed[1]));
            return genuine ? Tombstone.of(document) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

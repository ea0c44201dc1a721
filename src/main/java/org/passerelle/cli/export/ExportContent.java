package org.passerelle.cli.export;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.DoorProblem;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.NotReachable;
import org.passerelle.cli.frame.OwnFile;
import org.passerelle.cli.frame.Screen;
import picocli.CommandLine.Option;

/**
 * Where the bytes of an export go: to a file of the user, or to standard output. What came is
 * compared with what Passerelle says it sent.
 */
final class ExportContent {
    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to this new file; to standard output if absent.")
    private @Nullable Path out;

    int fetch(Door door, Screen screen, OutputStream standard, long number) {
        var hash = out == null ? copied(door, number, standard) : written(door, number, out);
        var told = door.get("/exports/" + number);
        if (!told.path("contentHash").asText().equals(hash)) {
            throw new DoorProblem(
                    500, "export " + number + " did not arrive whole; do not use it, ask again");
        }
        screen.remark(
                "export "
                        + number
                        + ": "
                        + told.path("records").asLong()
                        + " records of "
                        + told.path("subjects").asLong()
                        + " subjects; what fell out: passerelle export omissions "
                        + number);
        return Exit.DONE;
    }

    private static String written(Door door, long number, Path file) {
        if (Files.exists(file)) {
            throw new DoorProblem(400, "the file " + file + " exists; name a new one");
        }
        try {
            OwnFile.write(file, "");
            try (var target = Files.newOutputStream(file)) {
                return copied(door, number, target);
            }
        } catch (IOException e) {
            throw new DoorProblem(400, "the file " + file + " cannot be written");
        } catch (DoorProblem | NotReachable failure) {
            remove(file);
            throw failure;
        }
    }

    /** Half an export looks like a whole one. */
    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new DoorProblem(500, "the incomplete file " + file + " cannot be removed");
        }
    }

    private static String copied(Door door, long number, OutputStream target) {
        try (InputStream in = door.stream("/exports/" + number + "/content")) {
            var digest = MessageDigest.getInstance("SHA-256");
            var part = new byte[1 << 16];
            for (int count = in.read(part); count >= 0; count = in.read(part)) {
                digest.update(part, 0, count);
                target.write(part, 0, count);
            }
            target.flush();
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new DoorProblem(
                    500, "export " + number + " did not arrive whole; do not use it, ask again");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the JDK lacks SHA-256", e);
        }
    }
}

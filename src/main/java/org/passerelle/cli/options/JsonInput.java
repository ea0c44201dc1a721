package org.passerelle.cli.options;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.DoorProblem;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Option;

/**
 * JSON from a file or from standard input: what names a person does not belong among the arguments,
 * where the list of processes shows it.
 */
public final class JsonInput {
    private static final int LARGEST = 64 << 10;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A file with the JSON; standard input if absent.")
    private @Nullable Path file;

    public boolean given() {
        return file != null;
    }

    public JsonNode read(Surroundings surroundings) {
        return read(surroundings, file, "one object");
    }

    static JsonNode read(Surroundings surroundings, @Nullable Path file, String expected) {
        try (InputStream in = file == null ? surroundings.input() : Files.newInputStream(file)) {
            return MessageCodec.json().readTree(in.readNBytes(LARGEST));
        } catch (IOException e) {
            throw new DoorProblem(
                    400,
                    (file == null ? "standard input" : file)
                            + " cannot be read as JSON; expected "
                            + expected);
        }
    }
}

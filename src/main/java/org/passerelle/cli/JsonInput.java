package org.passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Option;

/**
 * JSON from a file or from standard input: what names a person does not belong among the arguments,
 * where the list of processes shows it.
 */
final class JsonInput {
    private static final int LARGEST = 64 << 10;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A file with the JSON; standard input if absent.")
    private @Nullable Path file;

    boolean given() {
        return file != null;
    }

    JsonNode read(Surroundings surroundings) {
        try (InputStream in = file == null ? surroundings.input() : Files.newInputStream(file)) {
            return MessageCodec.json().readTree(in.readNBytes(LARGEST));
        } catch (IOException e) {
            throw new DoorProblem(
                    400,
                    (file == null ? "standard input" : file)
                            + " cannot be read as JSON; expected one object");
        }
    }
}

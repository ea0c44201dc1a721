package org.passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = {
            "Tells one fact: JSON of config/schemas/fact.schema.json, from a file or standard input.",
            "Not as arguments: the learner's number would stand in the list of processes."
        })
final class FactAdd extends Action {
    private static final int LARGEST = 64 << 10;

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            description = "A file with the JSON; standard input if absent.")
    private @Nullable Path file;

    FactAdd(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    int act(Door door, Screen screen) {
        var answer = door.post("/facts", fact());
        screen.say(
                answer,
                switch (answer.path("result").asText()) {
                    case "accepted" -> "accepted for subject " + answer.path("subject").asText();
                    case "pending" ->
                            "pending ("
                                    + answer.path("why").asText()
                                    + "), kept until "
                                    + answer.path("until").asText();
                    default -> "already known; nothing changed";
                });
        return Exit.DONE;
    }

    private JsonNode fact() {
        try (InputStream in = file == null ? surroundings.input() : Files.newInputStream(file)) {
            return MessageCodec.json().readTree(in.readNBytes(LARGEST));
        } catch (IOException e) {
            throw new DoorProblem(
                    400,
                    (file == null ? "standard input" : file)
                            + " cannot be read as JSON; expected one object of"
                            + " config/schemas/fact.schema.json");
        }
    }
}

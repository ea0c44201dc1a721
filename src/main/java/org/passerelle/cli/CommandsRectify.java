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
        name = "rectify",
        description = {
            "Proposes to correct what the platform holds of a learner; a data-protection officer approves it.",
            "The values come from a file or standard input, as JSON: {\"city\": \"…\"}. Not as arguments: they would stand in the list of processes."
        })
final class CommandsRectify extends Action {
    private static final int LARGEST = 64 << 10;

    private final Surroundings surroundings;

    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The learner's pseudonym.")
    private String subject = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            description = "A file with the JSON; standard input if absent.")
    private @Nullable Path file;

    CommandsRectify(Surroundings surroundings) {
        super(surroundings);
        this.surroundings = surroundings;
    }

    @Override
    int act(Door door, Screen screen) {
        var body = MessageCodec.json().createObjectNode().put("subject", subject);
        body.set("fields", fields());
        var answer = door.post("/commands/rectifications", body);
        var number = answer.path("number").asText();
        screen.say(
                answer,
                "command "
                        + number
                        + " is proposed and waits: passerelle command approve "
                        + number);
        return Exit.DONE;
    }

    private JsonNode fields() {
        try (InputStream in = file == null ? surroundings.input() : Files.newInputStream(file)) {
            return MessageCodec.json().readTree(in.readNBytes(LARGEST));
        } catch (IOException e) {
            throw new DoorProblem(
                    400,
                    (file == null ? "standard input" : file)
                            + " cannot be read as JSON; expected one object such as {\"city\": \"Besançon\"}");
        }
    }
}

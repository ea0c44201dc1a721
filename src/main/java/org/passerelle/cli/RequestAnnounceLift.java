package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "announce-lift",
        description = "Writes down that the person was told that the restriction will be lifted.")
final class RequestAnnounceLift extends RequestStep {
    @Option(names = "--sent-on", paramLabel = "DATE", description = "Today if absent.")
    private @Nullable LocalDate sentOn;

    RequestAnnounceLift(Surroundings surroundings) {
        super(surroundings, "lift-announcement");
    }

    @Override
    void fill(ObjectNode body) {
        if (sentOn != null) {
            body.put("sentOn", sentOn.toString());
        }
    }
}

package org.passerelle.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "answer", description = "Writes down that the answer was sent.")
final class RequestAnswer extends RequestStep {
    @Option(names = "--sent-on", paramLabel = "DATE", description = "Today if absent.")
    private @Nullable LocalDate sentOn;

    RequestAnswer(Surroundings surroundings) {
        super(surroundings, "answer");
    }

    @Override
    void fill(ObjectNode body) {
        if (sentOn != null) {
            body.put("sentOn", sentOn.toString());
        }
    }
}

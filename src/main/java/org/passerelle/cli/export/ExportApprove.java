package org.passerelle.cli.export;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "approve",
        description =
                "The second person's word for an export about many subjects: of another member of the"
                        + " group, or of the dpo.")
final class ExportApprove extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the export.")
    private long number;

    @Mixin private Confirming confirming = new Confirming();

    ExportApprove(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var export = door.get("/exports/" + number);
        if (!confirming.confirmed(screen, "approve export " + number + ": " + told(export))) {
            return Exit.FINDINGS;
        }
        var answer = door.post("/exports/" + number + "/approval");
        screen.say(
                answer,
                "approved export "
                        + number
                        + "; "
                        + answer.path("askedBy").asText()
                        + " may fetch it");
        return Exit.DONE;
    }

    private static String told(JsonNode export) {
        return export.path("subjectsExpected").asLong()
                + " subjects to "
                + export.path("recipient").asText()
                + " for "
                + export.path("purpose").asText()
                + ", asked for by "
                + export.path("askedBy").asText();
    }
}

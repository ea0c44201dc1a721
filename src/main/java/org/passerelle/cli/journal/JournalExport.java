package org.passerelle.cli.journal;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description =
                "Writes a closed segment to the second place and reads it back. Needs the role dpo.")
final class JournalExport extends Action {
    @Parameters(paramLabel = "SEGMENT", description = "A month: 2026-03.")
    private String segment = "";

    JournalExport(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer = door.post("/journal/segments/" + Door.encoded(segment) + "/export");
        screen.say(
                answer,
                "exported and read back "
                        + answer.path("entries").asText()
                        + " entries of segment "
                        + segment);
        return Exit.DONE;
    }
}

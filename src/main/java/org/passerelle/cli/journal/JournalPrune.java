package org.passerelle.cli.journal;

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
        name = "prune",
        description =
                "Removes the entries of an exported segment from the store; the removal is an entry."
                        + " Needs the role dpo.")
final class JournalPrune extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "SEGMENT", description = "A month: 2026-03.")
    private String segment = "";

    JournalPrune(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, "remove the entries of segment " + segment)) {
            return Exit.FINDINGS;
        }
        var answer = door.post("/journal/segments/" + Door.encoded(segment) + "/prune");
        screen.say(
                answer,
                "pruned " + answer.path("entries").asText() + " entries of segment " + segment);
        return Exit.DONE;
    }
}

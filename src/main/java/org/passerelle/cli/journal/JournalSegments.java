package org.passerelle.cli.journal;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;

@Command(name = "segments", description = "The months of the journal and what became of them.")
final class JournalSegments extends Action {
    JournalSegments(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/journal/segments"),
                new Table(
                        "SEGMENT=segment",
                        "STATE=state",
                        "FIRST=first",
                        "LAST=last",
                        "ENTRIES=entries",
                        "CLOSED=closedAt",
                        "EXPORTED=exportedAt",
                        "PRUNED=prunedAt"),
                "no segments");
        return Exit.DONE;
    }
}

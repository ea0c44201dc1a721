package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "segments", description = "The months of the journal and what became of them.")
final class JournalSegments extends Action {
    JournalSegments(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
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

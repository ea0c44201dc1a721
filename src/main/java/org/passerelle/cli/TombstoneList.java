package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Erased accounts that are there again, and what was made of them.")
final class TombstoneList extends Action {
    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Whose learners.")
    private String organisation = "";

    TombstoneList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/tombstones", Map.of("organisation", organisation)),
                new Table(
                        "NUMBER=number",
                        "PLATFORM=platform",
                        "SUBJECT=subject",
                        "STATE=state",
                        "WHY=why",
                        "ERASED=erasedAt"),
                "no erased account is there again");
        return Exit.DONE;
    }
}

package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list-wide", description = "Holds on courses and on a whole organisation.")
final class HoldListWide extends Action {
    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Whose holds.")
    private String organisation = "";

    HoldListWide(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/wide-holds", Map.of("organisation", organisation)),
                new Table(
                        "NUMBER=number",
                        "PLATFORM=platform",
                        "COURSE=course",
                        "REASON=reason",
                        "UNTIL=until",
                        "PLACED BY=placedBy"),
                "no wide holds");
        return Exit.DONE;
    }
}

package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "list", description = "Open security alerts, newest first.")
final class AlertList extends Action {
    AlertList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/alerts"),
                new Table(
                        "NUMBER=number",
                        "KIND=kind",
                        "ORGANISATION=organisation",
                        "COUNT=count",
                        "TIMES=times",
                        "FIRST=firstAt",
                        "LAST=lastAt",
                        "WHERE=object"),
                "no open alerts");
        return Exit.DONE;
    }
}

package org.passerelle.cli.health;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Open security alerts, newest first.")
final class AlertList extends Action {
    AlertList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
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

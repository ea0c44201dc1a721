package org.passerelle.cli.keys;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;

@Command(
        name = "list",
        description = "The versions of the master key and how many keys each wraps.")
final class KeysList extends Action {
    private static final Table TABLE =
            new Table("VERSION=version", "STATE=state", "SINCE=since", "WRAPS=wraps");

    KeysList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(door.get("/keys"), TABLE, "no master key");
        return Exit.DONE;
    }
}

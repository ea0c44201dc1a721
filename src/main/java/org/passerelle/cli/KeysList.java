package org.passerelle.cli;

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
    int act(Door door, Screen screen) {
        screen.page(door.get("/keys"), TABLE, "no master key");
        return Exit.DONE;
    }
}

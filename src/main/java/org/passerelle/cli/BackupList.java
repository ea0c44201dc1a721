package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "list", description = "The backups that were made, newest first.")
final class BackupList extends Action {
    BackupList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/backups"),
                new Table(
                        "NUMBER=number",
                        "KIND=kind",
                        "MADE=madeAt",
                        "BY=madeBy",
                        "ROWS=rows",
                        "ACCEPTED UNTIL=expiresOn"),
                "no backups");
        return Exit.DONE;
    }
}

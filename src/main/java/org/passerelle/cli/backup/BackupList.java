package org.passerelle.cli.backup;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;

@Command(name = "list", description = "The backups that were made, newest first.")
final class BackupList extends Action {
    BackupList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
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

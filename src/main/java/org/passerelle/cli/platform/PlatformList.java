package org.passerelle.cli.platform;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;

@Command(name = "list", description = "The platforms that organisations declare.")
final class PlatformList extends Action {
    PlatformList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/platforms"),
                new Table(
                        "PLATFORM=key",
                        "ORGANISATION=organisation",
                        "TIER=tier",
                        "COMMANDS=commands",
                        "ADDRESS=baseUrl"),
                "no platforms; declare one in config/organisations/*/organisation.yaml");
        return Exit.DONE;
    }
}

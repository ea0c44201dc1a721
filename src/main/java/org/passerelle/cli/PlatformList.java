package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "list", description = "The platforms that organisations declare.")
final class PlatformList extends Action {
    PlatformList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
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

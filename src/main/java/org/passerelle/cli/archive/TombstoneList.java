package org.passerelle.cli.archive;

import java.util.Map;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description = "Erased accounts that are there again, and what was made of them.")
final class TombstoneList extends Action {
    @Mixin private OrganisationOption organisation = new OrganisationOption();

    TombstoneList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/tombstones", Map.of("organisation", organisation.key())),
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

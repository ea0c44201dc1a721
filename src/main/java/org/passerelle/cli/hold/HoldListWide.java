package org.passerelle.cli.hold;

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

@Command(name = "list-wide", description = "Holds on courses and on a whole organisation.")
final class HoldListWide extends Action {
    @Mixin private OrganisationOption organisation = new OrganisationOption();

    HoldListWide(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/wide-holds", Map.of("organisation", organisation.key())),
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

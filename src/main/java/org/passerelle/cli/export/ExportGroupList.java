package org.passerelle.cli.export;

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

@Command(name = "list", description = "Who may export and import.")
final class ExportGroupList extends Action {
    @Mixin private OrganisationOption organisation = new OrganisationOption();

    ExportGroupList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/export-group", Map.of("organisation", organisation.key())),
                new Table(
                        "ACCOUNT=account",
                        "SIGNED=signedOn",
                        "REVIEW=reviewOn",
                        "CURRENT=current",
                        "NAMED BY=namedBy"),
                "no members");
        return Exit.DONE;
    }
}

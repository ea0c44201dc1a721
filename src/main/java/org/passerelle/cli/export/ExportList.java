package org.passerelle.cli.export;

import java.util.Map;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.OrganisationOption;
import org.passerelle.cli.options.Paging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Exports of an organisation, newest first.")
final class ExportList extends Action {
    @Mixin private Paging paging = new Paging();

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    ExportList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/exports", paging.query(Map.of("organisation", organisation.key()))),
                new Table(
                        "NUMBER=number",
                        "STATE=state",
                        "ASKED BY=askedBy",
                        "ASKED=askedAt",
                        "RECIPIENT=recipient",
                        "PURPOSE=purpose",
                        "SUBJECTS=subjects",
                        "RECORDS=records"),
                "no exports");
        return Exit.DONE;
    }
}

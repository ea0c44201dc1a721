package org.passerelle.cli.recipient;

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

@Command(name = "list", description = "Who may be given data, ended ones included.")
final class RecipientList extends Action {
    @Mixin private Paging paging = new Paging();

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    RecipientList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/recipients", paging.query(Map.of("organisation", organisation.key()))),
                new Table(
                        "KEY=key",
                        "TITLE=title",
                        "ROLE=role",
                        "COUNTRY=country",
                        "FROM=from",
                        "UNTIL=until",
                        "NOTICES=notices"),
                "no recipients");
        return Exit.DONE;
    }
}

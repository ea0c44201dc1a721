package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Who may be given data, ended ones included.")
final class RecipientList extends Action {
    @Mixin private Paging paging = new Paging();

    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Key of the organisation.")
    private String organisation = "";

    RecipientList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var query = paging.query();
        query.put("organisation", organisation);
        screen.page(
                door.get("/recipients", query),
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

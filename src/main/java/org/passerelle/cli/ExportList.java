package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Exports of an organisation, newest first.")
final class ExportList extends Action {
    @Mixin private Paging paging = new Paging();

    @Option(names = "--organisation", paramLabel = "KEY", required = true)
    private String organisation = "";

    ExportList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var query = paging.query();
        query.put("organisation", organisation);
        screen.page(
                door.get("/exports", query),
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

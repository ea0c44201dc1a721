package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Who may export and import.")
final class ExportGroupList extends Action {
    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Key of the organisation.")
    private String organisation = "";

    ExportGroupList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/export-group", Map.of("organisation", organisation)),
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

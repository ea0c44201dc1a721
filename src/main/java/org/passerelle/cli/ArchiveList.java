package org.passerelle.cli;

import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "What lies in the archive of one organisation, without its content.")
final class ArchiveList extends Action {
    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Whose archive.")
    private String organisation = "";

    @Mixin private Paging paging = new Paging();

    ArchiveList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        screen.page(
                door.get("/archive", paging.query(Map.of("organisation", organisation))),
                new Table(
                        "NUMBER=number",
                        "SUBJECT=subject",
                        "COURSE=course",
                        "REASON=reason",
                        "UNTIL=until",
                        "BECAUSE=because"),
                "nothing lies in this archive");
        return Exit.DONE;
    }
}

package org.passerelle.cli.archive;

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

@Command(
        name = "list",
        description = "What lies in the archive of one organisation, without its content.")
final class ArchiveList extends Action {
    @Mixin private OrganisationOption organisation = new OrganisationOption();

    @Mixin private Paging paging = new Paging();

    ArchiveList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/archive", paging.query(Map.of("organisation", organisation.key()))),
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

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

@Command(name = "list", description = "Which past recipients were told of what, newest first.")
final class NoticeList extends Action {
    @Mixin private Paging paging = new Paging();

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    NoticeList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/notices", paging.query(Map.of("organisation", organisation.key()))),
                new Table(
                        "NUMBER=number",
                        "STATE=state",
                        "REASON=reason",
                        "RECIPIENT=recipient",
                        "WHAT=what",
                        "CAUSE=cause",
                        "SENT=sentAt"),
                "no notices");
        return Exit.DONE;
    }
}

package org.passerelle.cli.request;

import java.util.Map;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description =
                "Requests of data subjects, with the last day to answer and the organisation's own"
                        + " target; exit 1 if one is overdue by law.")
final class RequestList extends Action {
    @Mixin private Paging paging = new Paging();

    @Option(names = "--state", paramLabel = "STATE", description = "open, all, or one state.")
    private String state = "";

    @Option(names = "--organisation", paramLabel = "KEY", description = "Only this one.")
    private String organisation = "";

    RequestList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var page =
                door.get(
                        "/requests",
                        paging.query(Map.of("state", state, "organisation", organisation)));
        screen.page(
                page,
                new Table(
                        "NUMBER=number",
                        "ORGANISATION=organisation",
                        "TYPE=type",
                        "STATE=state",
                        "RECEIVED=receivedOn",
                        "DUE=dueOn",
                        "LEFT=daysLeft",
                        "URGENCY=urgency",
                        "TARGET=targetOn",
                        "OWN-TARGET=targetUrgency"),
                "no requests");
        for (var item : page.path("items")) {
            if (item.path("urgency").asText().equals("overdue")) {
                return Exit.FINDINGS;
            }
        }
        return Exit.DONE;
    }
}

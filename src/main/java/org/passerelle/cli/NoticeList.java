package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "list", description = "Which past recipients were told of what, newest first.")
final class NoticeList extends Action {
    @Mixin private Paging paging = new Paging();

    @Option(names = "--organisation", paramLabel = "KEY", required = true)
    private String organisation = "";

    NoticeList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var query = paging.query();
        query.put("organisation", organisation);
        screen.page(
                door.get("/notices", query),
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

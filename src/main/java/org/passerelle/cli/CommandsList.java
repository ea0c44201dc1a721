package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "list",
        description = "Commands to platforms; open ones unless --state says otherwise.")
final class CommandsList extends Action {
    @Mixin private Paging paging = new Paging();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, all, or one state such as proposed.")
    private String state = "open";

    CommandsList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var query = paging.query();
        query.put("state", state);
        screen.page(
                door.get("/commands", query),
                new Table(
                        "NUMBER=number",
                        "TYPE=type",
                        "STATE=state",
                        "PLATFORM=platform",
                        "SUBJECT=subject",
                        "DUE=dueOn",
                        "RULE=rule",
                        "WHY=reason"),
                "no commands");
        return Exit.DONE;
    }
}

package org.passerelle.cli.command;

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
        description = "Commands to platforms; open ones unless --state says otherwise.")
final class CommandList extends Action {
    @Mixin private Paging paging = new Paging();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "open, all, or one state such as proposed.")
    private String state = "open";

    CommandList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/commands", paging.query(Map.of("state", state))),
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

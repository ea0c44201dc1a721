package org.passerelle.cli.failed;

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

@Command(name = "list", description = "Failed messages, newest first; or their causes.")
final class FailedList extends Action {
    @Mixin private Paging paging = new Paging();

    @Option(names = "--groups", description = "The causes instead, the most frequent first.")
    private boolean groups;

    @Option(names = "--group", paramLabel = "KEY", description = "Only those of one cause.")
    private String group = "";

    @Option(names = "--route", paramLabel = "ID", description = "Only those of one route.")
    private String route = "";

    @Option(
            names = "--state",
            paramLabel = "STATE",
            description = "all, or one state; open ones if absent.")
    private String state = "";

    FailedList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (groups) {
            screen.page(
                    door.get("/failed/groups"),
                    new Table(
                            "GROUP=group",
                            "OPEN=open",
                            "OLDEST=oldestOpenAt",
                            "LAST=lastAt",
                            "ROUTE=route",
                            "CAUSE=cause",
                            "TEXT=text"),
                    "no failed messages");
            return Exit.DONE;
        }
        screen.page(
                door.get(
                        "/failed",
                        paging.query(Map.of("group", group, "route", route, "state", state))),
                new Table(
                        "NUMBER=number",
                        "STATE=state",
                        "FAILED=lastFailedAt",
                        "TRIES=attempts",
                        "ROUTE=route",
                        "CAUSE=cause",
                        "GROUP=group",
                        "TEXT=text"),
                "no failed messages");
        return Exit.DONE;
    }
}

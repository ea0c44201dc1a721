package org.passerelle.cli.hold;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Holds that stand in the way of erasures.")
final class HoldList extends Action {
    @Mixin private Paging paging = new Paging();

    HoldList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/holds", paging.query()),
                new Table(
                        "NUMBER=number",
                        "SUBJECT=subject",
                        "KIND=kind",
                        "REASON=reason",
                        "UNTIL=until",
                        "PLACED BY=placedBy"),
                "no holds");
        return Exit.DONE;
    }
}

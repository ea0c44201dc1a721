package org.passerelle.cli.retention;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import org.passerelle.cli.options.Platforms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "pending", description = "Facts about learners whom no poll has seen yet.")
final class FactPending extends Action {
    @Mixin private Paging paging = new Paging();

    @Mixin private Platforms platforms = new Platforms();

    FactPending(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                platforms.page(door, "/facts/pending", paging.query()),
                new Table(
                        "NUMBER=number",
                        "PLATFORM=platform",
                        "FACT=key",
                        "WHY=why",
                        "TOLD=toldAt",
                        "KEPT UNTIL=until"),
                "no pending facts");
        return Exit.DONE;
    }
}

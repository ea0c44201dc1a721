package org.passerelle.cli.command;

import java.util.List;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "One command with its steps; or the receipt of an erasure.")
final class CommandShow extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the command.")
    private long number;

    @Option(names = "--receipt", description = "The signed receipt, as JSON.")
    private boolean receipt;

    @Option(names = "--page", description = "The receipt as a French page (HTML).")
    private boolean page;

    CommandShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (page) {
            screen.lines(List.of(door.text("/receipts/" + number + "/page")));
        } else if (receipt) {
            screen.raw(door.get("/receipts/" + number));
        } else {
            screen.thing(door.get("/commands/" + number));
        }
        return Exit.DONE;
    }
}

package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "One command with its steps; or the receipt of an erasure.")
final class CommandsShow extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the command.")
    private long number;

    @Option(names = "--receipt", description = "The signed receipt, as JSON.")
    private boolean receipt;

    @Option(names = "--page", description = "The receipt as a French page (HTML).")
    private boolean page;

    CommandsShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        if (page) {
            screen.out().println(door.text("/receipts/" + number + "/page"));
            screen.out().flush();
        } else if (receipt) {
            screen.raw(door.get("/receipts/" + number));
        } else {
            screen.thing(door.get("/commands/" + number));
        }
        return Exit.DONE;
    }
}

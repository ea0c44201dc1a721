package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Takes somebody out of the group. Needs the role dpo.")
final class ExportGroupRemove extends Action {
    @Parameters(paramLabel = "ACCOUNT", description = "Name of the person's account.")
    private String account = "";

    @Option(names = "--organisation", paramLabel = "KEY", required = true)
    private String organisation = "";

    ExportGroupRemove(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var answer =
                door.delete(
                        "/export-group/"
                                + Door.encoded(organisation)
                                + "/"
                                + Door.encoded(account));
        screen.say(answer, account + " may not export or import any more");
        return Exit.DONE;
    }
}

package org.passerelle.cli.request;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "One request with its lines and events.")
final class RequestShow extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the request.")
    private long number;

    @Option(
            names = "--applicant",
            description = "Also who asked and what; reading it is journalled. Needs the role dpo.")
    private boolean applicant;

    @Option(names = "--proposal", description = "What the pack proposes for each category.")
    private boolean proposal;

    RequestShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var path = "/requests/" + number;
        screen.thing(
                door.get(proposal ? path + "/proposal" : applicant ? path + "/applicant" : path));
        return Exit.DONE;
    }
}

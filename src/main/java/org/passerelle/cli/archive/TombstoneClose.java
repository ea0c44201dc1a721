package org.passerelle.cli.archive;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        description = "Says that it is no reason to erase anybody. Needs the role dpo.")
final class TombstoneClose extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the tombstone; see list.")
    private long number;

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "A code such as other-person, without any name.")
    private String reason = "";

    TombstoneClose(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/tombstones/"
                                + number
                                + "/closure?organisation="
                                + Door.encoded(organisation.key()),
                        new Body().with("reason", reason));
        screen.say(answer, "closed " + number);
        return Exit.DONE;
    }
}

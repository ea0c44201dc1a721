package org.passerelle.cli.export;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "remove", description = "Takes somebody out of the group. Needs the role dpo.")
final class ExportGroupRemove extends Action {
    @Parameters(paramLabel = "ACCOUNT", description = "Name of the person's account.")
    private String account = "";

    @Mixin private OrganisationOption organisation = new OrganisationOption();

    ExportGroupRemove(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var answer =
                door.delete(
                        "/export-group/"
                                + Door.encoded(organisation.key())
                                + "/"
                                + Door.encoded(account));
        screen.say(answer, account + " may not export or import any more");
        return Exit.DONE;
    }
}

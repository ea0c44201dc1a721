package org.passerelle.cli.hold;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "lift-wide",
        description = "Ends a hold on a course or an organisation. Needs the role dpo.")
final class HoldLiftWide extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "NUMBER", description = "Number of the wide hold.")
    private long number;

    HoldLiftWide(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, "lift wide hold " + number)) {
            return Exit.FINDINGS;
        }
        screen.say(door.delete("/wide-holds/" + number), "lifted wide hold " + number);
        return Exit.DONE;
    }
}

package org.passerelle.cli.hold;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "lift", description = "Ends a hold. Needs the role dpo.")
final class HoldLift extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "NUMBER", description = "Number of the hold.")
    private long number;

    @Option(
            names = "--told",
            paramLabel = "DATE",
            description = "For a restriction: the day the person was told that it will be lifted.")
    private @Nullable LocalDate told;

    HoldLift(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, "lift hold " + number)) {
            return Exit.FINDINGS;
        }
        screen.say(
                door.delete("/holds/" + number + (told == null ? "" : "?told=" + told)),
                "lifted hold " + number);
        return Exit.DONE;
    }
}

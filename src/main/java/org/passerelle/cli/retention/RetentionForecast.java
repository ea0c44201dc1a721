package org.passerelle.cli.retention;

import java.util.Map;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Platforms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "forecast", description = "How much will end when, if nothing more happens.")
final class RetentionForecast extends Action {
    @Mixin private Platforms platforms = new Platforms();

    @Option(names = "--months", paramLabel = "N", description = "How far to look, at most 600.")
    private int months = 36;

    RetentionForecast(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                platforms.page(
                        door, "/retention/forecast", Map.of("months", Integer.toString(months))),
                new Table("MONTH=month", "PLATFORM=platform", "RULE=rule", "SUBJECTS=items"),
                "nothing ends in this time");
        return Exit.DONE;
    }
}

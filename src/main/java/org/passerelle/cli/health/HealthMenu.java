package org.passerelle.cli.health;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle alert …}, {@code passerelle health}. */
public final class HealthMenu {
    private HealthMenu() {}

    public static CommandLine alert(Surroundings around) {
        return Entity.of("Security alerts.", new AlertList(around), new AlertAcknowledge(around));
    }

    public static CommandLine health(Surroundings around) {
        return new CommandLine(new Health(around));
    }
}

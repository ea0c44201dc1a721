package org.passerelle.cli.platform;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.OwnChecks;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle platform …}, {@code passerelle mapping …}, {@code passerelle doctor}. */
public final class PlatformMenu {
    private PlatformMenu() {}

    public static CommandLine platform(Surroundings around) {
        return Entity.of("Platforms.", new PlatformList(around));
    }

    public static CommandLine mapping(OwnChecks checks) {
        return Entity.of("Mapping files.", new MappingLint(checks), new MappingTry(checks));
    }

    public static CommandLine doctor(Surroundings around) {
        return new CommandLine(new Doctor(around));
    }
}

package org.passerelle.cli.hold;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle hold …}. */
public final class HoldMenu {
    private HoldMenu() {}

    public static CommandLine hold(Surroundings around) {
        return Entity.of(
                "What stands in the way of erasures.",
                new HoldList(around),
                new HoldPlace(around),
                new HoldLift(around),
                new HoldListWide(around),
                new HoldPlaceWide(around),
                new HoldLiftWide(around));
    }
}

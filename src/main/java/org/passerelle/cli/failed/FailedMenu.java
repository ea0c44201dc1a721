package org.passerelle.cli.failed;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle failed …}. */
public final class FailedMenu {
    private FailedMenu() {}

    public static CommandLine failed(Surroundings around) {
        return Entity.of(
                "Messages that gave up.",
                new FailedList(around),
                new FailedShow(around),
                new FailedReplay(around),
                new FailedDiscard(around));
    }
}

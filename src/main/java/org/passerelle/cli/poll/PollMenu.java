package org.passerelle.cli.poll;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle poll …}. */
public final class PollMenu {
    private PollMenu() {}

    public static CommandLine poll(Surroundings around) {
        return Entity.of(
                "Polls of a platform and their runs.",
                new PollNow(around),
                new PollRuns(around),
                new PollRelease(around));
    }
}

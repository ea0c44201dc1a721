package org.passerelle.cli.journal;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle journal …}. */
public final class JournalMenu {
    private JournalMenu() {}

    public static CommandLine journal(Surroundings around) {
        return Entity.of(
                "The evidence: is it whole, where does it lie, what may go.",
                new JournalVerify(around),
                new JournalCheckpoint(around),
                new JournalSegments(around),
                new JournalExport(around),
                new JournalPrune(around),
                new JournalHygiene(around));
    }
}

package org.passerelle.cli.archive;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle archive …}, {@code passerelle tombstone …}. */
public final class ArchiveMenu {
    private ArchiveMenu() {}

    public static CommandLine archive(Surroundings around) {
        return Entity.of(
                "What is kept after its use, for entitled readers.",
                new ArchiveList(around),
                new ArchiveRead(around),
                new ArchiveFile(around));
    }

    public static CommandLine tombstone(Surroundings around) {
        return Entity.of(
                "Erased accounts that are there again.",
                new TombstoneList(around),
                new TombstoneClose(around));
    }
}

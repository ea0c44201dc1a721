package org.passerelle.cli.archive;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "read",
        description =
                "Opens one record. Who, why and when is written into the journal first. Needs the role"
                        + " archive-reader of that organisation.")
final class ArchiveRead extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the record; see archive list.")
    private long number;

    @Option(
            names = "--motive",
            paramLabel = "CODE",
            required = true,
            description =
                    "funder-control, authority-control, audit, litigation, accounting,"
                            + " duplicate-of-certificate or request-of-the-person.")
    private String motive = "";

    @Option(
            names = "--reference",
            paramLabel = "CODE",
            required = true,
            description = "Of the file it is for, such as control-2027-11; no name.")
    private String reference = "";

    ArchiveRead(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.thing(
                door.post(
                        "/archive/" + number + "/reading",
                        new Body().with("motive", motive).with("reference", reference)));
        return Exit.DONE;
    }
}

package org.passerelle.cli;

import org.passerelle.messages.MessageCodec;
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
    int act(Door door, Screen screen) {
        screen.thing(
                door.post(
                        "/archive/" + number + "/reading",
                        MessageCodec.json()
                                .createObjectNode()
                                .put("motive", motive)
                                .put("reference", reference)));
        return Exit.DONE;
    }
}

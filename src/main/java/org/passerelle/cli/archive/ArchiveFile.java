package org.passerelle.cli.archive;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "file",
        description =
                "Files the proofs of a subject's funded enrolments now, and says what is missing where"
                        + " one is not complete. It also happens by itself. Needs the role dpo.")
final class ArchiveFile extends Action {
    @Parameters(paramLabel = "SUBJECT", description = "Pseudonym of the subject.")
    private String subject = "";

    ArchiveFile(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.post("/archive/proofs", new Body().with("subject", subject)),
                new Table(
                        "COURSE=course",
                        "OUTCOME=outcome",
                        "UNTIL=until",
                        "BECAUSE=because",
                        "APPLIES=applies",
                        "MISSING=missing"),
                "no funded enrolment waits for its proof");
        return Exit.DONE;
    }
}

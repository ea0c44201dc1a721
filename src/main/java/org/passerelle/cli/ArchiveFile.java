package org.passerelle.cli;

import org.passerelle.messages.MessageCodec;
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
    int act(Door door, Screen screen) {
        screen.page(
                door.post(
                        "/archive/proofs",
                        MessageCodec.json().createObjectNode().put("subject", subject)),
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

package org.passerelle.cli.command;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "unenrol",
        description = {
            "Proposes to end a learner's enrolment in one course; a data-protection officer approves it.",
            "The platform deletes the grades of that course with it, for good."
        })
final class CommandUnenrol extends Action {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The learner's pseudonym.")
    private String subject = "";

    @Parameters(
            index = "1",
            paramLabel = "COURSE",
            description = "The course's number on the platform, as in the address of its page.")
    private long course;

    CommandUnenrol(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var body = new Body().with("subject", subject).with("course", course);
        var answer = door.post("/commands/unenrolments", body);
        return Proposed.tell(screen, answer);
    }
}

package org.passerelle.cli;

import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "unenrol",
        description = {
            "Proposes to end a learner's enrolment in one course; a data-protection officer approves it.",
            "The platform deletes the grades of that course with it, for good."
        })
final class CommandsUnenrol extends Action {
    @Parameters(index = "0", paramLabel = "SUBJECT", description = "The learner's pseudonym.")
    private String subject = "";

    @Parameters(
            index = "1",
            paramLabel = "COURSE",
            description = "The course's number on the platform, as in the address of its page.")
    private long course;

    CommandsUnenrol(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var body = MessageCodec.json().createObjectNode();
        body.put("subject", subject).put("course", course);
        var answer = door.post("/commands/unenrolments", body);
        var number = answer.path("number").asText();
        screen.say(
                answer,
                "command "
                        + number
                        + " is proposed and waits: passerelle command approve "
                        + number);
        return Exit.DONE;
    }
}

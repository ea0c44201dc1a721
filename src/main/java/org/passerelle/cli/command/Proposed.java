package org.passerelle.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;

/** How a command is told that an officer still has to approve. */
final class Proposed {
    private Proposed() {}

    /**
     * @return the exit code
     */
    static int tell(Screen screen, JsonNode answer) {
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

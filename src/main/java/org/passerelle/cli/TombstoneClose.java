package org.passerelle.cli;

import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "close",
        description = "Says that it is no reason to erase anybody. Needs the role dpo.")
final class TombstoneClose extends Action {
    @Parameters(paramLabel = "NUMBER", description = "Number of the tombstone; see list.")
    private long number;

    @Option(
            names = "--organisation",
            paramLabel = "KEY",
            required = true,
            description = "Whose learner.")
    private String organisation = "";

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "A code such as other-person, without any name.")
    private String reason = "";

    TombstoneClose(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
        var answer =
                door.post(
                        "/tombstones/"
                                + number
                                + "/closure?organisation="
                                + Door.encoded(organisation),
                        MessageCodec.json().createObjectNode().put("reason", reason));
        screen.say(answer, "closed " + number);
        return Exit.DONE;
    }
}

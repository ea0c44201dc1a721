package org.passerelle.cli.failed;

import java.util.List;
import java.util.stream.Collectors;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "discard",
        description = "Gives failed messages up for good; their bodies go at once.")
final class FailedDiscard extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Numbers of failed messages.")
    private List<Long> numbers = List.of();

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description =
                    "duplicate, superseded, handled-by-hand, no-longer-wanted, unreadable or test.")
    private String reason = "";

    FailedDiscard(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var which = numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
        if (!confirming.confirmed(screen, "discard " + which + " as " + reason)) {
            return Exit.FINDINGS;
        }
        var body = new Body().with("reason", reason).with("numbers", numbers);
        var answer = door.post("/failed/discards", body);
        screen.say(answer, "discarded " + Table.text(answer.path("discarded")));
        return answer.path("discarded").size() == numbers.size() ? Exit.DONE : Exit.FINDINGS;
    }
}

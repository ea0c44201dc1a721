package org.passerelle.cli.recipient;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.DoorProblem;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "settle",
        description =
                "What became of a notice: confirmed, impossible because of a code, or to be sent again."
                        + " Needs the role dpo.")
final class NoticeSettle extends Action {
    @Parameters(index = "0", paramLabel = "NUMBER", description = "Number of the notice.")
    private long number;

    @Parameters(index = "1", paramLabel = "HOW", description = "acknowledged, impossible or again.")
    private String how = "";

    @Option(
            names = "--because",
            paramLabel = "CODE",
            description = "A code such as disproportionate, where it is impossible.")
    private String because = "";

    NoticeSettle(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var path = "/notices/" + number;
        var answer =
                switch (how) {
                    case "acknowledged" -> door.post(path + "/acknowledgement");
                    case "again" -> door.post(path + "/replay");
                    case "impossible" ->
                            door.post(path + "/impossibility", new Body().with("because", because));
                    default ->
                            throw new DoorProblem(
                                    400, "expected acknowledged, impossible or again");
                };
        screen.say(answer, "notice " + number + " is " + answer.path("state").asText());
        return Exit.DONE;
    }
}

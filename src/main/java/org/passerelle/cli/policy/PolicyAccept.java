package org.passerelle.cli.policy;

import java.time.LocalDate;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "accept", description = "Bears a finding until a day; it stays listed. Role dpo.")
final class PolicyAccept extends Action {
    @Mixin private Pack pack = new Pack();

    @Option(
            names = "--code",
            paramLabel = "CODE",
            required = true,
            description = "As policy lint prints it, such as several-addresses.")
    private String code = "";

    @Option(
            names = "--row",
            paramLabel = "ROW",
            required = true,
            description = "File and row, such as retention/learner-file.")
    private String row = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why it may stay for now, without any name.")
    private String reason = "";

    @Option(
            names = "--until",
            paramLabel = "DATE",
            required = true,
            description = "The last day, at most a year from now.")
    private LocalDate until = LocalDate.MIN;

    PolicyAccept(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var body =
                new Body()
                        .with("code", code)
                        .with("row", row)
                        .with("reason", reason)
                        .with("until", until);
        var answer = door.post(pack.path("/acceptances"), body);
        screen.say(
                answer,
                "accepted " + code + " of " + row + "; counts " + answer.path("counts").asText());
        return Exit.DONE;
    }
}

package org.passerelle.cli.hold;

import java.time.LocalDate;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.OrganisationOption;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "place-wide",
        description =
                "Keeps everybody of an organisation, or of one course, from being erased. Needs the"
                        + " role dpo.")
final class HoldPlaceWide extends Action {
    @Mixin private OrganisationOption organisation = new OrganisationOption();

    @Option(
            names = "--platform",
            paramLabel = "KEY",
            description = "Of the course; the whole organisation if absent.")
    private String platform = "";

    @Option(names = "--course", paramLabel = "NUMBER", description = "Its number there.")
    private long course;

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "The motive: a code such as audit-2027, without any name.")
    private String reason = "";

    @Option(names = "--until", paramLabel = "DATE", required = true, description = "Its last day.")
    private LocalDate until = LocalDate.MIN;

    HoldPlaceWide(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var body =
                new Body()
                        .with("organisation", organisation.key())
                        .with("reason", reason)
                        .with("until", until)
                        .ifGiven("platform", platform);
        if (course > 0) {
            body.with("course", course);
        }
        var answer = door.post("/wide-holds", body);
        screen.say(answer, "placed wide hold " + answer.path("number").asLong());
        return Exit.DONE;
    }
}

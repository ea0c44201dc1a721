package org.passerelle.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "review",
        description =
                "You looked whether somebody still needs his permissions. Needs the role administrator"
                        + " or dpo, and an account of your own; nobody reviews himself.")
final class AccountReview extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    @Option(
            names = "--keep",
            paramLabel = "ROLE",
            description = "A role that stays; may be repeated. The others are withdrawn.")
    private List<String> keep = List.of();

    @Option(
            names = "--review-on",
            paramLabel = "DATE",
            description = "Last day before the next look, within a year.")
    private @Nullable LocalDate reviewOn;

    AccountReview(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!keep.isEmpty()
                && !confirming.confirmed(
                        screen,
                        "withdraw every role of " + name + " but " + String.join(", ", keep))) {
            return Exit.FINDINGS;
        }
        var body = new Body().ifGiven("keep", keep).ifGiven("reviewOn", reviewOn);
        var answer = door.post("/accounts/" + Door.encoded(name) + "/reviews", body);
        screen.say(
                answer,
                "reviewed "
                        + name
                        + ": keeps "
                        + roles(answer.path("kept"))
                        + (answer.path("withdrawn").isEmpty()
                                ? ""
                                : ", lost " + roles(answer.path("withdrawn")))
                        + "; the next look until "
                        + answer.path("reviewOn").asText());
        return Exit.DONE;
    }

    private static String roles(JsonNode roles) {
        return roles.valueStream().map(JsonNode::asText).collect(Collectors.joining(", "));
    }
}

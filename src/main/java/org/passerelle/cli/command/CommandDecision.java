package org.passerelle.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What a person decides about commands; shown first, done with {@code --yes}. */
abstract class CommandDecision extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "NUMBER", arity = "1..*", description = "Numbers of commands.")
    private List<Long> numbers = List.of();

    private final String verb;
    private final String path;

    CommandDecision(Surroundings surroundings, String verb, String path) {
        super(surroundings);
        this.verb = verb;
        this.path = path;
    }

    /** What only some decisions need. */
    void fill(Body body) {}

    @Override
    protected final int act(Door door, Screen screen) {
        var which = String.join(", ", numbers.stream().map(String::valueOf).toList());
        if (!confirming.confirmed(screen, verb + " " + which)) {
            var commands = new ArrayList<JsonNode>();
            numbers.forEach(number -> commands.add(door.get("/commands/" + number)));
            screen.lines(
                    new Table(
                                    "NUMBER=number",
                                    "TYPE=type",
                                    "DESTROYS=destructive",
                                    "STATE=state",
                                    "PLATFORM=platform",
                                    "SUBJECT=subject",
                                    "DUE=dueOn",
                                    "CLAUSE=clause")
                            .lines(commands));
            return Exit.FINDINGS;
        }
        var body = new Body().with("commands", numbers);
        fill(body);
        var answer = door.post(path, body);
        screen.page(answer, new Table("NUMBER=number", "RESULT=result", "WHY=why"), "nothing");
        boolean all = true;
        for (JsonNode ruling : answer.path("items")) {
            all &= ruling.path("result").asText().equals("accepted");
        }
        return all ? Exit.DONE : Exit.FINDINGS;
    }
}

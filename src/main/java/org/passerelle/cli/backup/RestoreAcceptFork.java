package org.passerelle.cli.backup;

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

@Command(
        name = "accept-fork",
        description =
                "Signs that the journal goes on from the backup; what the second place has beyond it"
                        + " stays there, beside the new history. Needs the role dpo.")
final class RestoreAcceptFork extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Option(
            names = "--reason",
            paramLabel = "CODE",
            required = true,
            description = "A code such as disk-lost, without any name.")
    private String reason = "";

    RestoreAcceptFork(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var beyond = door.get("/restore").path("checkpointsMissing").asLong();
        if (!confirming.confirmed(
                screen, "leave " + beyond + " checkpoints of the journal behind")) {
            return Exit.FINDINGS;
        }
        var answer = door.post("/restore/fork", new Body().with("reason", reason));
        screen.say(
                answer,
                "accepted; "
                        + (answer.path("mayPoll").asBoolean()
                                ? "polls go on"
                                : "next: passerelle restore replay --yes"));
        return Exit.DONE;
    }
}

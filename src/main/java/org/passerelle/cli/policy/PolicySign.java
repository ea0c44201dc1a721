package org.passerelle.cli.policy;

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
        name = "sign",
        description = "Signs the pack version that runs, so that accounts may be erased. Role dpo.")
final class PolicySign extends Action {
    @Mixin private Pack pack = new Pack();

    @Option(
            names = "--digest",
            paramLabel = "DIGEST",
            required = true,
            description = "What was read, as policy show prints it.")
    private String digest = "";

    @Mixin private Confirming confirming = new Confirming();

    PolicySign(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, "sign the pack of " + pack.organisation())) {
            return Exit.FINDINGS;
        }
        var body = new Body().with("digest", digest);
        var answer = door.post(pack.path("/signature"), body);
        screen.say(answer, "signed " + answer.path("signed").asText());
        return Exit.DONE;
    }
}

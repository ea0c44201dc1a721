package org.passerelle.cli;

import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sign",
        description = "Signs the pack version that runs, so that accounts may be erased. Role dpo.")
final class PolicySign extends Action {
    @Parameters(paramLabel = "ORGANISATION", description = "Key of the organisation.")
    private String organisation = "";

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
    int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, "sign the pack of " + organisation)) {
            return Exit.FINDINGS;
        }
        var body = MessageCodec.json().createObjectNode().put("digest", digest);
        var answer = door.post("/policy/" + organisation + "/signature", body);
        screen.say(answer, "signed " + answer.path("signed").asText());
        return Exit.DONE;
    }
}

package org.passerelle.cli.account;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.options.Confirming;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "Closes an account for good; its tokens open nothing any more.")
final class AccountRevoke extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    AccountRevoke(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, "revoke account " + name)) {
            return Exit.FINDINGS;
        }
        screen.say(door.delete("/accounts/" + Door.encoded(name)), "revoked " + name);
        return Exit.DONE;
    }
}

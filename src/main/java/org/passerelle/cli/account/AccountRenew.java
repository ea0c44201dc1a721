package org.passerelle.cli.account;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "renew", description = "Makes a new token for an account; it is printed once.")
final class AccountRenew extends Action {
    @Parameters(paramLabel = "NAME", description = "Name of the account.")
    private String name = "";

    @Option(names = "--days", paramLabel = "N", description = "How long it lives, at most 365.")
    private int days = 90;

    AccountRenew(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var body = new Body().with("days", days);
        AccountToken.tell(screen, door.post("/accounts/" + Door.encoded(name) + "/tokens", body));
        return Exit.DONE;
    }
}

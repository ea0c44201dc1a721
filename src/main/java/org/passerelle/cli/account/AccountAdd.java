package org.passerelle.cli.account;

import java.util.List;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Body;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Makes an account for one person or program; its token is printed once.")
final class AccountAdd extends Action {
    @Parameters(paramLabel = "NAME", description = "Name of the account, such as lea.martin.")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            description =
                    "administrator, support, dpo, exporter, auditor, or archive-reader@organisation; may be repeated.")
    private List<String> roles = List.of();

    @Option(
            names = "--days",
            paramLabel = "N",
            description = "How long its token lives, at most 365.")
    private int days = 90;

    AccountAdd(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var body = new Body().with("name", name).with("days", days).with("roles", roles);
        AccountToken.tell(screen, door.post("/accounts", body));
        return Exit.DONE;
    }
}

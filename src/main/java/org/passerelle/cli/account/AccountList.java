package org.passerelle.cli.account;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Every account with its roles, never a token.")
final class AccountList extends Action {
    @Mixin private Paging paging = new Paging();

    AccountList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.page(
                door.get("/accounts", paging.query()),
                new Table(
                        "NAME=name",
                        "ROLES=roles",
                        "MADE BY=createdBy",
                        "TOKEN UNTIL=tokenExpiresAt",
                        "REVOKED=revokedAt"),
                "no accounts");
        return Exit.DONE;
    }
}

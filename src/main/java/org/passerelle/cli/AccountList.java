package org.passerelle.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Every account with its roles, never a token.")
final class AccountList extends Action {
    @Mixin private Paging paging = new Paging();

    AccountList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int act(Door door, Screen screen) {
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

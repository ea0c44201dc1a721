package org.passerelle.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.cli.frame.Table;
import org.passerelle.cli.options.Paging;
import org.passerelle.messages.MessageCodec;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "list",
        description =
                "Who may what: a line per permission, who gave it and when, who looked at it last and"
                        + " by when somebody has to look again. Never a token.")
final class AccountList extends Action {
    private static final List<String> OF_THE_ACCOUNT =
            List.of("name", "tokenExpiresAt", "revokedAt");

    @Mixin private Paging paging = new Paging();

    AccountList(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        var page = door.get("/accounts", paging.query());
        screen.page(
                screen.json() ? page : permissions(page),
                new Table(
                        "NAME=name",
                        "ROLE=role",
                        "GIVEN=givenAt",
                        "BY=givenBy",
                        "REVIEWED=reviewedAt",
                        "BY=reviewedBy",
                        "REVIEW UNTIL=reviewOn",
                        "OVERDUE=overdue",
                        "TOKEN UNTIL=tokenExpiresAt",
                        "REVOKED=revokedAt"),
                "no accounts");
        return Exit.DONE;
    }

    /** The page with a row for each permission in place of one for each account. */
    private static JsonNode permissions(JsonNode page) {
        var rows = MessageCodec.json().createObjectNode();
        var items = rows.putArray("items");
        for (JsonNode account : page.path("items")) {
            for (JsonNode permission : account.path("permissions")) {
                ObjectNode row = permission.deepCopy();
                OF_THE_ACCOUNT.stream()
                        .filter(account::has)
                        .forEach(field -> row.set(field, account.path(field)));
                items.add(row);
            }
        }
        if (page.has("next")) {
            rows.set("next", page.path("next"));
        }
        return rows;
    }
}

package org.passerelle.cli.account;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.cli.frame.Screen;

/** How a new token is told: alone on standard output, so that it can go into a file. */
final class AccountToken {
    private AccountToken() {}

    static void tell(Screen screen, JsonNode issued) {
        screen.remark(
                "token of account "
                        + issued.path("name").asText()
                        + ", shown once, valid until "
                        + issued.path("expiresAt").asText()
                        + ":");
        screen.say(issued, issued.path("token").asText());
    }
}

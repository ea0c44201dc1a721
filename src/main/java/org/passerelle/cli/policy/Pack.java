package org.passerelle.cli.policy;

import org.passerelle.cli.frame.Door;
import picocli.CommandLine.Parameters;

/** The argument of every action on the pack that runs: whose it is. */
final class Pack {
    @Parameters(paramLabel = "ORGANISATION", description = "Key of the organisation.")
    private String organisation = "";

    String organisation() {
        return organisation;
    }

    String path(String below) {
        return "/policy/" + Door.encoded(organisation) + below;
    }
}

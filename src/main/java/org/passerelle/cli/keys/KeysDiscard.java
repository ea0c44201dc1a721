package org.passerelle.cli.keys;

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
        name = "discard",
        description =
                "Takes a retired master key out of the file: backups of the keys made before its"
                        + " rotation open nothing any more. Needs the role administrator.")
final class KeysDiscard extends Action {
    @Mixin private Confirming confirming = new Confirming();

    @Parameters(paramLabel = "VERSION", description = "Version of the master key; see keys list.")
    private int version;

    KeysDiscard(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        if (!confirming.confirmed(screen, "discard version " + version + " of the master key")) {
            return Exit.FINDINGS;
        }
        screen.say(
                door.post("/keys/" + version + "/discard"),
                "discarded version "
                        + version
                        + "; remove it from the master key file of every other process too");
        return Exit.DONE;
    }
}

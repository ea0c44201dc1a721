package org.passerelle.cli.options;

import org.passerelle.cli.frame.Screen;
import picocli.CommandLine.Option;

/** The option of every action that cannot be undone. */
public final class Confirming {
    @Option(names = "--yes", description = "Do it. Without this it is only shown.")
    private boolean yes;

    /** False tells what would be done and how to have it done. */
    public boolean confirmed(Screen screen, String would) {
        if (!yes) {
            screen.remark("would " + would + "; nothing was changed: add --yes to do it");
        }
        return yes;
    }
}

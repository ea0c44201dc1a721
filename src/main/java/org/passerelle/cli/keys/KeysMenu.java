package org.passerelle.cli.keys;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle keys …}. */
public final class KeysMenu {
    private KeysMenu() {}

    public static CommandLine keys(Surroundings around) {
        return Entity.of(
                "The master key and its rotation.",
                new KeysList(around),
                new KeysRotate(around),
                new KeysDiscard(around));
    }
}

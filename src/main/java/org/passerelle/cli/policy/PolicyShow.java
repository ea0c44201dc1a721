package org.passerelle.cli.policy;

import org.passerelle.cli.frame.Action;
import org.passerelle.cli.frame.Door;
import org.passerelle.cli.frame.Exit;
import org.passerelle.cli.frame.Screen;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", description = "The pack that runs: version, digest, signature.")
final class PolicyShow extends Action {
    @Mixin private Pack pack = new Pack();

    PolicyShow(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    protected int act(Door door, Screen screen) {
        screen.thing(door.get(pack.path("")));
        return Exit.DONE;
    }
}

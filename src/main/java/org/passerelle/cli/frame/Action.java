package org.passerelle.cli.frame;

import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** One action on the state of the running process. */
public abstract class Action implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private Asking asking = new Asking();

    @Mixin private Printing printing = new Printing();

    protected Action(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * @return the exit code
     */
    protected abstract int act(Door door, Screen screen);

    protected final Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public final Integer call() {
        var screen = printing.screen();
        try {
            return act(asking.door(surroundings), screen);
        } catch (NotReachable failure) {
            screen.remark("passerelle: " + failure.getMessage());
            return Exit.NOT_REACHABLE;
        } catch (DoorProblem problem) {
            screen.remark("passerelle: " + problem.getMessage());
            return problem.exitCode();
        }
    }
}

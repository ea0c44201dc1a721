package org.passerelle.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** One action on the state of the running process. */
abstract class Action implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private Asking asking = new Asking();

    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean help;

    @Spec private @Nullable CommandSpec spec;

    Action(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /**
     * @return the exit code
     */
    abstract int act(Door door, Screen screen);

    @Override
    public final Integer call() {
        var screen = screen();
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

    private Screen screen() {
        if (spec == null) {
            throw new IllegalStateException("an action runs within a command line");
        }
        var line = spec.commandLine();
        return new Screen(line.getOut(), line.getErr(), json);
    }
}

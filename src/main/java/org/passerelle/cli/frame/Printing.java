package org.passerelle.cli.frame;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of every action: how its answer is printed, and its help. */
final class Printing {
    @Option(names = "--json", description = "Print the answer as JSON.")
    private boolean json;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Print this help.")
    private boolean help;

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec spec;

    Screen screen() {
        if (spec == null) {
            throw new IllegalStateException("an action runs within a command line");
        }
        var line = spec.commandLine();
        return new Screen(line.getOut(), line.getErr(), json);
    }
}

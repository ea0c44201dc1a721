package org.passerelle.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.app.node.Restoring;
import org.passerelle.app.settings.SettingOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Loads a backup while nothing runs. */
@Command(
        name = "load",
        description =
                "Puts a backup in the place of the data, or of the keys. Nothing may run on the data"
                        + " folder. Polls wait until: restore check, restore replay.",
        mixinStandardHelpOptions = true)
final class RestoreLoadCommand implements Callable<Integer> {
    private static final int FINDINGS = 1;

    @Mixin private SettingOptions options = new SettingOptions();

    @Parameters(paramLabel = "FILE", description = "What backup create wrote.")
    private Path file = Path.of("");

    @Option(
            names = "--replace",
            description = "Also where something is in use already; it is lost.")
    private boolean replace;

    @Spec private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        var restoring = new Restoring(options.read(), Clock.systemUTC());
        var line = restoring.load(file.toAbsolutePath(), replace);
        if (spec != null) {
            var out = spec.commandLine().getOut();
            out.println(line.text());
            out.flush();
        }
        return line.done() ? 0 : FINDINGS;
    }
}

package org.passerelle.app;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.passerelle.app.demo.DemoCommand;
import org.passerelle.app.demo.PrepareCommand;
import org.passerelle.app.node.Node;
import org.passerelle.app.settings.SettingOptions;
import org.passerelle.app.settings.Settings;
import org.passerelle.app.settings.Whereabouts;
import org.passerelle.app.wiring.Wiring;
import org.passerelle.cli.Cli;
import org.passerelle.cli.frame.Surroundings;
import org.passerelle.personaldata.PermanentFailure;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;

/**
 * The command line. Exit codes: 0 done, 1 findings or refused, 2 usage, 3 not reachable.
 *
 * <p>Start reading at {@link RunCommand}, then {@link Node}, then {@link Wiring}.
 */
@Command(
        name = "passerelle",
        description =
                "A bridge between Moodle and the privacy obligations of a training organisation.",
        mixinStandardHelpOptions = true,
        version = "Passerelle 0.1.0",
        synopsisSubcommandLabel = "ENTITY ACTION",
        subcommands = {RunCommand.class, DemoCommand.class, PrepareCommand.class})
public final class Passerelle {
    private static final int REFUSED = 1;

    private Passerelle() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    public static CommandLine commandLine() {
        Supplier<Settings> settings = () -> new SettingOptions().read();
        Supplier<Settings.Folders> folders = () -> settings.get().folders();
        var line = new CommandLine(new Passerelle());
        var entities =
                Cli.commands(
                        new Surroundings(() -> folders.get().data(), System.getenv(), System.in),
                        new OwnChecking(folders, () -> Whereabouts.declared(settings.get())));
        Optional.ofNullable(entities.get("restore"))
                .ifPresent(restore -> restore.addSubcommand(new RestoreLoadCommand()));
        entities.forEach(line::addSubcommand);
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(tellWithoutTrace());
    }

    /** What a person can mend is told in one line each; a fault of ours keeps its trace. */
    private static IExecutionExceptionHandler tellWithoutTrace() {
        return (failure, command, parsed) -> {
            if (failure instanceof PermanentFailure || failure instanceof IllegalStateException) {
                List.of(String.valueOf(failure.getMessage()).split("\\R"))
                        .forEach(line -> command.getErr().println("passerelle: " + line));
                return REFUSED;
            }
            throw failure;
        };
    }
}

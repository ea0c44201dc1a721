package org.passerelle.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import org.passerelle.api.LocalDoor;
import org.passerelle.cli.Cli;
import org.passerelle.cli.frame.OwnChecks;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** The command line of one person against a door that answers: exit code and both streams. */
public final class CommandLineUnderTest {
    /** What works without a running process is tested elsewhere. */
    private static final OwnChecks NO_CHECKS =
            (OwnChecks)
                    Proxy.newProxyInstance(
                            OwnChecks.class.getClassLoader(),
                            new Class<?>[] {OwnChecks.class},
                            (proxy, method, arguments) -> {
                                throw new AssertionError(method.getName() + " is not asked here");
                            });

    private final Surroundings around;
    private final OwnChecks checks;

    /** What came of one call. */
    public record Run(int exit, String out, String err) {}

    /** With a token of the person's own, and nothing that works without a running process. */
    public CommandLineUnderTest(URI door, String token, Path data) throws IOException {
        this(
                new Surroundings(
                        () -> data,
                        Map.of("PASSERELLE_TOKEN", token),
                        InputStream.nullInputStream()),
                NO_CHECKS);
        new LocalDoor(door, token).write(data);
    }

    /** Without anything that works without a running process. */
    public CommandLineUnderTest(Surroundings around) {
        this(around, NO_CHECKS);
    }

    public CommandLineUnderTest(Surroundings around, OwnChecks checks) {
        this.around = around;
        this.checks = checks;
    }

    public Run run(String... words) {
        var out = new StringWriter();
        var err = new StringWriter();
        var root = new CommandLine(CommandSpec.create().name("passerelle"));
        Cli.commands(around, checks).forEach(root::addSubcommand);
        root.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int exit = root.execute(words);
        return new Run(exit, out.toString(), err.toString());
    }
}

package org.passerelle.cli.platform;

import java.nio.file.Path;
import org.passerelle.cli.frame.OwnCheck;
import org.passerelle.cli.frame.OwnChecks;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "try",
        description = "Reads a recorded answer with a mapping file; nothing is stored.")
final class MappingTry extends OwnCheck {
    @Parameters(paramLabel = "KIND", description = "Name of the mapping file, such as grade.")
    private String kind = "";

    @Option(
            names = "--answer",
            paramLabel = "FILE",
            required = true,
            description = "A file with one answer of the platform.")
    private Path answer = Path.of("");

    MappingTry(OwnChecks checks) {
        super(checks);
    }

    @Override
    protected OwnChecks.Report check(OwnChecks checks) {
        return checks.tryMapping(kind, answer);
    }
}

package org.passerelle.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "try",
        description = "Reads a recorded answer with a mapping file; nothing is stored.")
final class MappingTry extends OwnCheck {
    private final OwnChecks checks;

    @Parameters(paramLabel = "KIND", description = "Name of the mapping file, such as grade.")
    private String kind = "";

    @Option(
            names = "--answer",
            paramLabel = "FILE",
            required = true,
            description = "A file with one answer of the platform.")
    private Path answer = Path.of("");

    MappingTry(OwnChecks checks) {
        this.checks = checks;
    }

    @Override
    OwnChecks.Report check() {
        return checks.tryMapping(kind, answer);
    }
}

package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(name = "lint", description = "Reads every mapping file and says what does not fit.")
final class MappingLint extends OwnCheck {
    private final OwnChecks checks;

    MappingLint(OwnChecks checks) {
        this.checks = checks;
    }

    @Override
    OwnChecks.Report check() {
        return checks.lintMappings();
    }
}

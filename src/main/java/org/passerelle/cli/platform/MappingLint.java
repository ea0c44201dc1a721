package org.passerelle.cli.platform;

import org.passerelle.cli.frame.OwnCheck;
import org.passerelle.cli.frame.OwnChecks;
import picocli.CommandLine.Command;

@Command(name = "lint", description = "Reads every mapping file and says what does not fit.")
final class MappingLint extends OwnCheck {
    MappingLint(OwnChecks checks) {
        super(checks);
    }

    @Override
    protected OwnChecks.Report check(OwnChecks checks) {
        return checks.lintMappings();
    }
}

package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(
        name = "lint",
        description = "Reads every organisation and its policy pack and says what does not fit.")
final class PolicyLint extends OwnCheck {
    private final OwnChecks checks;

    PolicyLint(OwnChecks checks) {
        this.checks = checks;
    }

    @Override
    OwnChecks.Report check() {
        return checks.lintPolicies();
    }
}

package org.passerelle.cli;

import picocli.CommandLine.Command;

@Command(
        name = "test",
        description = "Asks every example of every policy pack and compares the answers.")
final class PolicyTest extends OwnCheck {
    private final OwnChecks checks;

    PolicyTest(OwnChecks checks) {
        this.checks = checks;
    }

    @Override
    OwnChecks.Report check() {
        return checks.testPolicies();
    }
}

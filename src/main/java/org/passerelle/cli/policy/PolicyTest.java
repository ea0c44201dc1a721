package org.passerelle.cli.policy;

import org.passerelle.cli.frame.OwnCheck;
import org.passerelle.cli.frame.OwnChecks;
import picocli.CommandLine.Command;

@Command(
        name = "test",
        description = "Asks every example of every policy pack and compares the answers.")
final class PolicyTest extends OwnCheck {
    PolicyTest(OwnChecks checks) {
        super(checks);
    }

    @Override
    protected OwnChecks.Report check(OwnChecks checks) {
        return checks.testPolicies();
    }
}

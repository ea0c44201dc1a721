package org.passerelle.cli.policy;

import org.passerelle.cli.frame.OwnCheck;
import org.passerelle.cli.frame.OwnChecks;
import picocli.CommandLine.Command;

@Command(
        name = "lint",
        description = "Reads every organisation and its policy pack and says what does not fit.")
final class PolicyLint extends OwnCheck {
    PolicyLint(OwnChecks checks) {
        super(checks);
    }

    @Override
    protected OwnChecks.Report check(OwnChecks checks) {
        return checks.lintPolicies();
    }
}

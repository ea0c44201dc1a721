package org.passerelle.cli.policy;

import org.passerelle.cli.frame.Entity;
import org.passerelle.cli.frame.OwnChecks;
import org.passerelle.cli.frame.Surroundings;
import picocli.CommandLine;

/** {@code passerelle policy …}. */
public final class PolicyMenu {
    private PolicyMenu() {}

    public static CommandLine policy(Surroundings around, OwnChecks checks) {
        return Entity.of(
                "Policy packs and the decisions they give.",
                new PolicyLint(checks),
                new PolicyTest(checks),
                new PolicyShow(around),
                new PolicyFindings(around),
                new PolicyAccept(around),
                new PolicySign(around),
                new PolicyExplain(around),
                new PolicyDecision(around),
                new PolicyDecisions(around));
    }
}

package org.passerelle.disclosure.recipients;

import org.passerelle.policy.RuleKey;

/** Whether a recipient may be given anything today. */
public sealed interface Admission {
    record Admitted(Registered recipient) implements Admission {}

    /**
     * @param because the rule, of the pack or of the registry
     * @param reason what stands in the way and what would mend it
     */
    record Refused(RuleKey because, String reason) implements Admission {}
}

package org.passerelle.policy;

import java.util.Optional;

/**
 * Where a rule comes from.
 *
 * @param clause the place in the published policy, or why there is none
 * @param requirement our id of it: {@code IMP-50}
 * @param proposedFrom for a rule the published policy leaves out: the source it is proposed from,
 *     until a DPO confirms it
 */
public record Citation(String clause, String requirement, Optional<String> proposedFrom) {
    public boolean proposed() {
        return proposedFrom.isPresent();
    }
}

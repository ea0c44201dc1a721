package org.passerelle.disclosure.ledger;

import org.passerelle.policy.RuleKey;

/**
 * What fell out of an export.
 *
 * @param what {@code field} or {@code subject}
 * @param name of the field, or the pseudonym
 * @param times records concerned
 */
public record Omission(String what, String name, RuleKey because, String reason, long times) {
    private static final int LONGEST = 500;

    public Omission {
        reason = reason.length() > LONGEST ? reason.substring(0, LONGEST) : reason;
    }
}

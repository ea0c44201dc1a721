package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What a permission rests on.
 *
 * @param rules of purposes, recipient and matrix; each can be looked up by {@link Pack#citation}
 * @param smallestGroup totals over fewer people are not shown; empty where no field is aggregated
 * @param expiresOn the last day on which the fields may be kept by whoever receives them
 */
public record Grounds(
        Set<RuleKey> rules, Optional<Integer> smallestGroup, Optional<LocalDate> expiresOn) {
    public static final Grounds NONE = new Grounds(Set.of(), Optional.empty(), Optional.empty());

    public Grounds {
        rules = Set.copyOf(rules);
    }
}

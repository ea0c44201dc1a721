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
 * @param adequateAsOf the date of the list of adequate countries that lets the recipient have them;
 *     empty where none is needed (UPR-70)
 */
public record Grounds(
        Set<RuleKey> rules,
        Optional<Integer> smallestGroup,
        Optional<LocalDate> expiresOn,
        Optional<LocalDate> adequateAsOf) {
    public static final Grounds NONE = Grounds.of(Set.of());

    public Grounds {
        rules = Set.copyOf(rules);
    }

    /** Rules, and nothing that limits what they permit. */
    public static Grounds of(Set<RuleKey> rules) {
        return new Grounds(rules, Optional.empty(), Optional.empty(), Optional.empty());
    }
}

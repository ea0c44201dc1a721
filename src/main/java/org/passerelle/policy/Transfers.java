package org.passerelle.policy;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;

/**
 * Where data may go.
 *
 * @param allowed countries without further ado: the Union, or those found adequate (UPR-70)
 * @param safeguards country to the last day of its standard clauses or binding rules (UPR-71)
 * @param byRecipient whether such clauses or rules may also be agreed with one recipient, wherever
 *     it is; the registry of recipients keeps them (UPR-71)
 */
public record Transfers(
        Set<String> allowed,
        Map<String, LocalDate> safeguards,
        boolean byRecipient,
        RuleKey rule,
        Citation citation) {
    public Transfers(
            Set<String> allowed,
            Map<String, LocalDate> safeguards,
            RuleKey rule,
            Citation citation) {
        this(allowed, safeguards, false, rule, citation);
    }

    public Transfers {
        allowed = Set.copyOf(allowed);
        safeguards = Map.copyOf(safeguards);
    }

    public boolean mayGoTo(String country, LocalDate day) {
        if (allowed.contains(country)) {
            return true;
        }
        var last = safeguards.get(country);
        return last != null && !day.isAfter(last);
    }
}

package org.passerelle.policy;

import java.time.LocalDate;
import java.time.Period;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Set;

/**
 * A longer period that a funder or a statute asks for some enrolments (LEG-13).
 *
 * @param when the enrolments that carry this fact
 * @param from the period runs from the first of these that the enrolment has
 * @param proof any of these facts shows that what the funder may ask for lies in our archive; until
 *     then the account is not erased
 */
public record Overlay(
        RuleKey key,
        FactKey when,
        List<FactKey> from,
        Anchor anchor,
        Period period,
        String reason,
        Set<FactKey> proof,
        Citation citation) {
    public Overlay {
        from = List.copyOf(from);
        proof = Set.copyOf(proof);
    }

    /** The last day it keeps an enrolment, counted from that fact. */
    public LocalDate lastDay(LocalDate fact) {
        return switch (anchor) {
            case DAY -> fact.plus(period);
            case END_OF_YEAR -> fact.with(TemporalAdjusters.lastDayOfYear()).plus(period);
        };
    }

    /** From when the period is counted. */
    public enum Anchor {
        DAY,
        END_OF_YEAR
    }
}

package org.passerelle.retention.facts;

import java.time.LocalDate;
import java.util.Optional;
import org.passerelle.policy.Fact;
import org.passerelle.policy.FactKey;

/**
 * Refuses days that nobody can have meant: a clock that starts from one would erase too early or
 * never.
 */
final class PlausibleDates {
    private static final LocalDate EARLIEST = LocalDate.of(1950, 1, 1);

    /** What an empty date field of a program turns into. */
    private static final LocalDate EPOCH = LocalDate.EPOCH;

    private static final int YEARS_AHEAD = 10;

    private PlausibleDates() {}

    /** What is wrong with the fact's day, if anything. */
    static Optional<String> problem(Fact fact, LocalDate today) {
        var day = fact.on();
        if (day.isBefore(EARLIEST) || day.equals(EPOCH)) {
            return Optional.of(
                    "the day "
                            + day
                            + " of "
                            + fact.key().key()
                            + " looks like an empty field; leave the fact out when its day is"
                            + " unknown");
        }
        if (day.isAfter(today.plusYears(YEARS_AHEAD))) {
            return Optional.of(
                    "the day "
                            + day
                            + " of "
                            + fact.key().key()
                            + " is more than "
                            + YEARS_AHEAD
                            + " years ahead; correct the year");
        }
        if (day.isAfter(today) && !mayBePlanned(fact.key())) {
            return Optional.of(
                    "the day "
                            + day
                            + " of "
                            + fact.key().key()
                            + " is in the future; tell it once it has happened");
        }
        return Optional.empty();
    }

    private static boolean mayBePlanned(FactKey key) {
        return switch (key) {
            case CONTRACT_START, CONTRACT_END, COURSE_END, OBLIGATION_ENDED -> true;
            default -> false;
        };
    }
}

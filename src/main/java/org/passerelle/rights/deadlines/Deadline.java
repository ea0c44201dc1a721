package org.passerelle.rights.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The last day on which a request may be answered.
 *
 * <p>Shape: one calendar month from the day of receipt, three when extended; a day that does not
 * exist is the month's last; a day off is the next working day. Neither an identity check nor a
 * question to the person moves it. Pure: today is always given.
 *
 * <p>Source: GDPR Art. 12(3); Regulation 1182/71; algorithms 5.9; UPR-81, IMP-70, LEG-18.
 *
 * @param receivedOn the day it reached any channel, in {@link #ZONE}
 * @param dueOn the whole day still counts
 */
public record Deadline(LocalDate receivedOn, LocalDate dueOn, Optional<Extension> extension) {
    /** Days begin and end in France, whatever the server's zone. */
    public static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private static final int MONTHS = 1;
    private static final int MONTHS_EXTENDED = 3;
    private static final int LAST_WORKING_DAYS = 3;

    public static Deadline from(Instant receivedAt) {
        return from(LocalDate.ofInstant(receivedAt, ZONE));
    }

    public static Deadline from(LocalDate receivedOn) {
        return new Deadline(receivedOn, due(receivedOn, MONTHS), Optional.empty());
    }

    /**
     * An organisation's own wish instead of the law's limit: it warns in the same way, and nothing
     * moves it. Source: IMP-64.
     */
    public static Deadline target(LocalDate receivedOn, Period within) {
        return new Deadline(receivedOn, receivedOn.plus(within), Optional.empty());
    }

    /** What became of the wish to extend. */
    public sealed interface Extending {
        record Extended(Deadline deadline) implements Extending {}

        /** It was extended before: there is no second time. */
        record OnlyOnce() implements Extending {}

        /** The person would learn of it after the day on which the answer is due. */
        record TooLate(LocalDate dueOn) implements Extending {}

        /** It would have been decided or told before the request came. */
        record BeforeReceipt(LocalDate receivedOn) implements Extending {}
    }

    public Extending extend(Extension wished) {
        if (extension.isPresent()) {
            return new Extending.OnlyOnce();
        }
        if (wished.notifiedOn().isAfter(dueOn)) {
            return new Extending.TooLate(dueOn);
        }
        if (wished.decidedOn().isBefore(receivedOn)) {
            return new Extending.BeforeReceipt(receivedOn);
        }
        return new Extending.Extended(
                new Deadline(receivedOn, due(receivedOn, MONTHS_EXTENDED), Optional.of(wished)));
    }

    public Urgency on(LocalDate today) {
        if (today.isAfter(dueOn)) {
            return Urgency.OVERDUE;
        }
        if (!today.isBefore(lastDaysFrom())) {
            return Urgency.LAST_DAYS;
        }
        if (!today.isBefore(share(80))) {
            return Urgency.MOSTLY_GONE;
        }
        return today.isBefore(share(50)) ? Urgency.IN_TIME : Urgency.HALF_GONE;
    }

    /** The day from which three working days are left, the last one included. */
    public LocalDate lastDaysFrom() {
        return WorkingDays.before(dueOn, LAST_WORKING_DAYS);
    }

    /** The day on which so many per cent of the time are gone; rather a day early than late. */
    public LocalDate share(int percent) {
        long days = ChronoUnit.DAYS.between(receivedOn, dueOn);
        return receivedOn.plusDays(days * percent / 100);
    }

    /** Negative when the day is past. */
    public long daysLeft(LocalDate today) {
        return ChronoUnit.DAYS.between(today, dueOn);
    }

    private static LocalDate due(LocalDate receivedOn, int months) {
        // plusMonths takes the month's last day where the same day does not exist.
        return WorkingDays.onOrAfter(receivedOn.plusMonths(months));
    }
}

package org.passerelle.rights.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.rights.deadlines.Deadline.Extending;
import org.passerelle.rights.deadlines.Extension.Reason;

class DeadlineTest {
    @ParameterizedTest(name = "received {0}, due {1}: {2}")
    @CsvSource({
        "2026-01-31, 2026-03-02, 28 February is a Saturday",
        "2026-03-05, 2026-04-07, 5 April is a Sunday and the next day Easter Monday",
        "2026-04-01, 2026-05-04, 1 May is a holiday and a Friday",
        "2026-04-14, 2026-05-15, 14 May is Ascension Day",
        "2026-06-14, 2026-07-15, 14 July is a holiday",
        "2026-08-31, 2026-09-30, September has no 31",
        "2026-11-25, 2026-12-28, 25 December is a holiday and a Friday",
        "2028-01-31, 2028-02-29, a leap year"
    })
    void one_month_ends_on_a_working_day(LocalDate received, LocalDate due, String why) {
        assertThat(Deadline.from(received).dueOn()).as(why).isEqualTo(due);
    }

    @Test
    void the_day_of_receipt_is_the_day_in_france() {
        var beforeMidnight = Instant.parse("2026-08-30T21:59:59Z");
        var midnight = Instant.parse("2026-08-30T22:00:00Z");

        assertThat(Deadline.from(beforeMidnight).receivedOn()).isEqualTo("2026-08-30");
        assertThat(Deadline.from(midnight).receivedOn()).isEqualTo("2026-08-31");
    }

    @Test
    void two_more_months_count_from_receipt() {
        var deadline = Deadline.from(day("2026-01-31"));

        var extended = deadline.extend(told("2026-02-10", "2026-02-12"));

        // 31 + three months = 30 April, a Thursday.
        assertThat(extended)
                .isInstanceOfSatisfying(
                        Extending.Extended.class,
                        now -> assertThat(now.deadline().dueOn()).isEqualTo("2026-04-30"));
    }

    @Test
    void an_extension_counts_only_when_the_person_was_told_in_time() {
        var deadline = Deadline.from(day("2026-08-31"));

        var lastDay = deadline.extend(told("2026-09-29", "2026-09-30"));
        var dayAfter = deadline.extend(told("2026-09-29", "2026-10-01"));

        assertThat(lastDay).isInstanceOf(Extending.Extended.class);
        assertThat(dayAfter).isEqualTo(new Extending.TooLate(day("2026-09-30")));
    }

    @Test
    void nobody_extends_twice() {
        var once =
                ((Extending.Extended)
                                Deadline.from(day("2026-08-31"))
                                        .extend(told("2026-09-01", "2026-09-02")))
                        .deadline();

        assertThat(once.extend(told("2026-10-01", "2026-10-02")))
                .isInstanceOf(Extending.OnlyOnce.class);
    }

    @Test
    void nothing_is_extended_before_it_was_received() {
        assertThat(Deadline.from(day("2026-08-31")).extend(told("2026-08-30", "2026-09-02")))
                .isInstanceOf(Extending.BeforeReceipt.class);
        assertThatThrownBy(() -> told("2026-09-02", "2026-09-01"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-08-31, IN_TIME",
        "2026-09-14, IN_TIME",
        "2026-09-15, HALF_GONE",
        "2026-09-23, HALF_GONE",
        "2026-09-24, MOSTLY_GONE",
        "2026-09-25, LAST_DAYS",
        "2026-09-30, LAST_DAYS",
        "2026-10-01, OVERDUE",
        "2027-01-01, OVERDUE"
    })
    void warnings_come_at_half_at_four_fifths_and_three_working_days_before(
            LocalDate today, Urgency urgency) {
        // Thirty days, from Monday 31 August to Wednesday 30 September; a weekend lies before it.
        assertThat(Deadline.from(day("2026-08-31")).on(today)).isEqualTo(urgency);
    }

    @Test
    void three_working_days_step_over_weekends_and_holidays() {
        // Due Monday 28 December: Thursday 24, Wednesday 23, Tuesday 22; Friday 25 is no working
        // day.
        assertThat(Deadline.from(day("2026-11-25")).lastDaysFrom()).isEqualTo("2026-12-22");
    }

    private static LocalDate day(String text) {
        return LocalDate.parse(text);
    }

    private static Extension told(String decided, String notified) {
        return new Extension(Reason.COMPLEXITY, day(decided), day(notified));
    }
}

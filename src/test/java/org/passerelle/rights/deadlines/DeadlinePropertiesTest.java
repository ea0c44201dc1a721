package org.passerelle.rights.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class DeadlinePropertiesTest {
    @Property
    void a_deadline_is_a_working_day_never_short_of_a_month_and_never_a_week_over(
            @ForAll("days") LocalDate received) {
        var due = Deadline.from(received).dueOn();

        assertThat(WorkingDays.isWorking(due)).isTrue();
        assertThat(due).isAfterOrEqualTo(received.plusMonths(1));
        // The longest run of days off: Ascension Day on 7 May, 8 May, and the weekend.
        assertThat(ChronoUnit.DAYS.between(received.plusMonths(1), due)).isLessThanOrEqualTo(4);
    }

    @Property
    void who_asks_later_is_never_due_earlier(
            @ForAll("days") LocalDate one, @ForAll @IntRange(min = 0, max = 60) int days) {
        var other = one.plusDays(days);

        assertThat(Deadline.from(other).dueOn()).isAfterOrEqualTo(Deadline.from(one).dueOn());
    }

    @Property
    void time_only_makes_it_more_urgent(
            @ForAll("days") LocalDate received,
            @ForAll @IntRange(min = 0, max = 60) int one,
            @ForAll @IntRange(min = 0, max = 60) int more) {
        var deadline = Deadline.from(received);

        assertThat(deadline.on(received.plusDays(one + more)))
                .isGreaterThanOrEqualTo(deadline.on(received.plusDays(one)));
    }

    @Property
    void a_day_after_the_last_is_overdue_and_the_last_is_not(@ForAll("days") LocalDate received) {
        var deadline = Deadline.from(received);

        assertThat(deadline.on(deadline.dueOn())).isEqualTo(Urgency.LAST_DAYS);
        assertThat(deadline.on(deadline.dueOn().plusDays(1))).isEqualTo(Urgency.OVERDUE);
    }

    @Property
    void three_working_days_are_left_when_the_last_days_begin(@ForAll("days") LocalDate received) {
        var deadline = Deadline.from(received);

        var left =
                deadline.lastDaysFrom()
                        .datesUntil(deadline.dueOn())
                        .filter(WorkingDays::isWorking)
                        .count();

        assertThat(left).isEqualTo(3);
    }

    @Provide
    Arbitrary<LocalDate> days() {
        return Arbitraries.longs()
                .between(
                        LocalDate.of(2018, 5, 25).toEpochDay(),
                        LocalDate.of(2120, 1, 1).toEpochDay())
                .map(LocalDate::ofEpochDay);
    }
}

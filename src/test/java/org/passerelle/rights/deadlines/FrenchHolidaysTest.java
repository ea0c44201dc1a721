package org.passerelle.rights.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrenchHolidaysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-04-23",
                "2008-03-23",
                "2011-04-24",
                "2019-04-21",
                "2024-03-31",
                "2025-04-20",
                "2026-04-05",
                "2027-03-28",
                "2038-04-25",
                "2285-03-22"
            })
    void easter_falls_where_the_almanac_has_it(LocalDate easter) {
        assertThat(FrenchHolidays.easter(easter.getYear())).isEqualTo(easter);
    }

    @Test
    void the_eleven_of_2026() {
        assertThat(FrenchHolidays.of(2026))
                .extracting(LocalDate::toString)
                .containsExactly(
                        "2026-01-01",
                        "2026-04-06",
                        "2026-05-01",
                        "2026-05-08",
                        "2026-05-14",
                        "2026-05-25",
                        "2026-07-14",
                        "2026-08-15",
                        "2026-11-01",
                        "2026-11-11",
                        "2026-12-25");
    }

    @Property
    void easter_is_a_sunday_of_spring(@ForAll @IntRange(min = 1583, max = 4000) int year) {
        var easter = FrenchHolidays.easter(year);

        assertThat(easter.getDayOfWeek()).isEqualTo(DayOfWeek.SUNDAY);
        assertThat(easter).isBetween(LocalDate.of(year, 3, 22), LocalDate.of(year, 4, 25));
    }

    @Property
    void a_day_is_a_holiday_when_it_stands_in_the_list_of_its_year(
            @ForAll @IntRange(min = 1990, max = 2200) int year,
            @ForAll @IntRange(min = 1, max = 365) int day) {
        var date = LocalDate.ofYearDay(year, day);

        assertThat(FrenchHolidays.isHoliday(date))
                .isEqualTo(FrenchHolidays.of(year).contains(date));
    }
}
